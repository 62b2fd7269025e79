// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

import java.time.Duration;

/** Options of checkpoints by the names that earlier versions of the API had for them. */
public final class ExecutionCheckpointingOptions {
  private ExecutionCheckpointingOptions() {}

  public static final ConfigOption<CheckpointingMode> CHECKPOINTING_MODE =
      CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE;

  public static final ConfigOption<CheckpointingMode> CHECKPOINTING_CONSISTENCY_MODE =
      CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE;

  public static final ConfigOption<Duration> CHECKPOINTING_INTERVAL =
      CheckpointingOptions.CHECKPOINTING_INTERVAL;

  public static final ConfigOption<Duration> CHECKPOINTING_INTERVAL_DURING_BACKLOG =
      CheckpointingOptions.CHECKPOINTING_INTERVAL_DURING_BACKLOG;

  public static final ConfigOption<Duration> CHECKPOINTING_TIMEOUT =
      CheckpointingOptions.CHECKPOINTING_TIMEOUT;

  public static final ConfigOption<Integer> MAX_CONCURRENT_CHECKPOINTS =
      CheckpointingOptions.MAX_CONCURRENT_CHECKPOINTS;

  public static final ConfigOption<Duration> MIN_PAUSE_BETWEEN_CHECKPOINTS =
      CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS;

  public static final ConfigOption<Integer> TOLERABLE_FAILURE_NUMBER =
      CheckpointingOptions.TOLERABLE_FAILURE_NUMBER;

  public static final ConfigOption<ExternalizedCheckpointRetention> EXTERNALIZED_CHECKPOINT =
      CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION;

  public static final ConfigOption<ExternalizedCheckpointRetention>
      EXTERNALIZED_CHECKPOINT_RETENTION = CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION;

  public static final ConfigOption<Boolean> ENABLE_UNALIGNED =
      CheckpointingOptions.ENABLE_UNALIGNED;

  public static final ConfigOption<Duration> ALIGNED_CHECKPOINT_TIMEOUT =
      CheckpointingOptions.ALIGNED_CHECKPOINT_TIMEOUT;

  public static final ConfigOption<Duration> ALIGNMENT_TIMEOUT =
      CheckpointingOptions.ALIGNED_CHECKPOINT_TIMEOUT;

  public static final ConfigOption<Boolean> FORCE_UNALIGNED = CheckpointingOptions.FORCE_UNALIGNED;

  public static final ConfigOption<Integer> UNALIGNED_MAX_SUBTASKS_PER_CHANNEL_STATE_FILE =
      CheckpointingOptions.UNALIGNED_MAX_SUBTASKS_PER_CHANNEL_STATE_FILE;

  public static final ConfigOption<Boolean> ENABLE_CHECKPOINTS_AFTER_TASKS_FINISH =
      CheckpointingOptions.ENABLE_CHECKPOINTS_AFTER_TASKS_FINISH;

  public static final ConfigOption<Long> CHECKPOINT_ID_OF_IGNORED_IN_FLIGHT_DATA =
      StateRecoveryOptions.CHECKPOINT_ID_OF_IGNORED_IN_FLIGHT_DATA;
}
