// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

import java.time.Duration;

/** Checkpoints and savepoints. */
public final class CheckpointingOptions {
  private CheckpointingOptions() {}

  public static final ConfigOption<String> CHECKPOINTS_DATA_DIRECTORY =
      ConfigOptions.key("state.backend.fs.checkpointdir")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Directory of checkpoint data, on a file system that JobManager and workers"
                  + " reach. If unset: that of state.checkpoints.dir.");

  public static final ConfigOption<String> CHECKPOINTS_DIRECTORY =
      ConfigOptions.key("state.checkpoints.dir")
          .stringType()
          .noDefaultValue()
          .withFallbackKeys("execution.checkpointing.dir")
          .withDescription("Directory of the metadata of checkpoints.");

  public static final ConfigOption<Integer> MAX_RETAINED_CHECKPOINTS =
      ConfigOptions.key("state.checkpoints.num-retained")
          .intType()
          .defaultValue(1)
          .withFallbackKeys("execution.checkpointing.num-retained")
          .withDescription(
              "How many completed checkpoints are kept. With more than one, a job can"
                  + " fall back to an earlier one.");

  public static final ConfigOption<String> SAVEPOINT_DIRECTORY =
      ConfigOptions.key("state.savepoints.dir")
          .stringType()
          .noDefaultValue()
          .withFallbackKeys("execution.checkpointing.savepoint-dir")
          .withDescription("Directory of savepoints for which no path is given.");

  public static final ConfigOption<Duration> CHECKPOINTING_INTERVAL =
      ConfigOptions.key("execution.checkpointing.interval")
          .durationType()
          .noDefaultValue()
          .withDescription("Time between the starts of two checkpoints. If unset there are none.");

  public static final ConfigOption<CheckpointingMode> CHECKPOINTING_CONSISTENCY_MODE =
      ConfigOptions.key("execution.checkpointing.mode")
          .enumType(CheckpointingMode.class)
          .defaultValue(CheckpointingMode.EXACTLY_ONCE)
          .withDescription(
              "Whether a record can have its effect on state more than once after a"
                  + " recovery.");
}
