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

  public static final ConfigOption<MemorySize> FS_SMALL_FILE_THRESHOLD =
      ConfigOptions.key("state.storage.fs.memory-threshold")
          .memoryType()
          .defaultValue(MemorySize.parse("20kb"))
          .withFallbackKeys("execution.checkpointing.data-inline-threshold")
          .withDescription(
              "State of a task below this size stands in the metadata of a checkpoint instead of"
                  + " in a file of its worker.");

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

  public static final ConfigOption<Duration> CHECKPOINTING_TIMEOUT =
      ConfigOptions.key("execution.checkpointing.timeout")
          .durationType()
          .defaultValue(Duration.ofMinutes(10))
          .withDescription("A checkpoint that is not complete by then is given up.");

  public static final ConfigOption<Duration> MIN_PAUSE_BETWEEN_CHECKPOINTS =
      ConfigOptions.key("execution.checkpointing.min-pause")
          .durationType()
          .defaultValue(Duration.ZERO)
          .withDescription("Least time from the end of one checkpoint to the start of the next.");

  public static final ConfigOption<Integer> MAX_CONCURRENT_CHECKPOINTS =
      ConfigOptions.key("execution.checkpointing.max-concurrent-checkpoints")
          .intType()
          .defaultValue(1)
          .withDescription(
              "How many checkpoints may be under way at once; 1 if there is a min-pause.");

  public static final ConfigOption<Integer> TOLERABLE_FAILURE_NUMBER =
      ConfigOptions.key("execution.checkpointing.tolerable-failed-checkpoints")
          .intType()
          .noDefaultValue()
          .withDescription(
              "How many checkpoints may fail in a row before the job restarts from the last"
                  + " good one. If unset the job goes on however many fail.");

  public static final ConfigOption<Boolean> ENABLE_UNALIGNED =
      ConfigOptions.key("execution.checkpointing.unaligned.enabled")
          .booleanType()
          .defaultValue(false)
          .withFallbackKeys("execution.checkpointing.unaligned")
          .withDescription(
              "Whether barriers overtake records, which then become part of the checkpoint:"
                  + " fast under backpressure, but larger.");

  public static final ConfigOption<Duration> ALIGNED_CHECKPOINT_TIMEOUT =
      ConfigOptions.key("execution.checkpointing.aligned-checkpoint-timeout")
          .durationType()
          .defaultValue(Duration.ZERO)
          .withDescription(
              "An unaligned checkpoint starts aligned and changes over when it has taken so long.");

  public static final ConfigOption<ExternalizedCheckpointRetention>
      EXTERNALIZED_CHECKPOINT_RETENTION =
          ConfigOptions.key("execution.checkpointing.externalized-checkpoint-retention")
              .enumType(ExternalizedCheckpointRetention.class)
              .defaultValue(ExternalizedCheckpointRetention.NO_EXTERNALIZED_CHECKPOINTS)
              .withDescription("What becomes of a job's checkpoints when it has ended.");

  public static final ConfigOption<Boolean> INCREMENTAL_CHECKPOINTS =
      ConfigOptions.key("execution.checkpointing.incremental")
          .booleanType()
          .defaultValue(false)
          .withFallbackKeys("state.backend.incremental")
          .withDescription(
              "Whether a checkpoint may refer to state that an earlier one wrote, where the"
                  + " store can.");

  // names that programs and settings of other engines have; they are said to have no effect

  public static final ConfigOption<String> STATE_BACKEND = StateBackendOptions.STATE_BACKEND;

  public static final ConfigOption<Boolean> LOCAL_RECOVERY = StateRecoveryOptions.LOCAL_RECOVERY;

  public static final ConfigOption<Boolean> LOCAL_BACKUP_ENABLED =
      StateRecoveryOptions.LOCAL_RECOVERY;

  public static final ConfigOption<String> LOCAL_RECOVERY_TASK_MANAGER_STATE_ROOT_DIRS =
      WithoutEffect.text(
          "execution.checkpointing.local-backup.dirs", null, WithoutEffect.LOCAL_DIRS);

  public static final ConfigOption<String> CHECKPOINT_STORAGE =
      WithoutEffect.text("execution.checkpointing.storage", null, WithoutEffect.STORAGE)
          .withFallbackKeys("state.checkpoint-storage");

  public static final ConfigOption<Boolean> ASYNC_SNAPSHOTS =
      WithoutEffect.flag("state.backend.async", true, WithoutEffect.CHECKPOINTS);

  public static final ConfigOption<Boolean> CREATE_CHECKPOINT_SUB_DIR =
      WithoutEffect.flag("execution.checkpointing.create-subdir", true, WithoutEffect.STORAGE);

  public static final ConfigOption<Boolean> CLEANER_PARALLEL_MODE =
      WithoutEffect.flag(
          "execution.checkpointing.cleaner.parallel-mode", true, WithoutEffect.CHECKPOINTS);

  public static final ConfigOption<Duration> CHECKPOINTING_INTERVAL_DURING_BACKLOG =
      WithoutEffect.time(
          "execution.checkpointing.interval-during-backlog", null, WithoutEffect.CHECKPOINTS);

  public static final ConfigOption<Boolean> ENABLE_CHECKPOINTS_AFTER_TASKS_FINISH =
      WithoutEffect.flag(
          "execution.checkpointing.checkpoints-after-tasks-finish",
          true,
          WithoutEffect.CHECKPOINTS);

  public static final ConfigOption<Boolean> ENABLE_UNALIGNED_INTERRUPTIBLE_TIMERS =
      WithoutEffect.flag(
          "execution.checkpointing.unaligned.interruptible-timers.enabled",
          false,
          WithoutEffect.CHECKPOINTS);

  public static final ConfigOption<Boolean> FORCE_UNALIGNED =
      WithoutEffect.flag(
          "execution.checkpointing.unaligned.forced", false, WithoutEffect.CHECKPOINTS);

  public static final ConfigOption<Integer> UNALIGNED_MAX_SUBTASKS_PER_CHANNEL_STATE_FILE =
      WithoutEffect.number(
          "execution.checkpointing.unaligned.max-subtasks-per-channel-state-file",
          5,
          WithoutEffect.CHECKPOINT_FILES);

  public static final ConfigOption<Boolean> FILE_MERGING_ENABLED =
      WithoutEffect.flag(
          "execution.checkpointing.file-merging.enabled", false, WithoutEffect.CHECKPOINT_FILES);

  public static final ConfigOption<Boolean> FILE_MERGING_ACROSS_BOUNDARY =
      WithoutEffect.flag(
          "execution.checkpointing.file-merging.across-checkpoint-boundary",
          false,
          WithoutEffect.CHECKPOINT_FILES);

  public static final ConfigOption<MemorySize> FILE_MERGING_MAX_FILE_SIZE =
      WithoutEffect.size(
          "execution.checkpointing.file-merging.max-file-size",
          MemorySize.ofMebiBytes(32),
          WithoutEffect.CHECKPOINT_FILES);

  public static final ConfigOption<Boolean> FILE_MERGING_POOL_BLOCKING =
      WithoutEffect.flag(
          "execution.checkpointing.file-merging.pool-blocking",
          false,
          WithoutEffect.CHECKPOINT_FILES);

  public static final ConfigOption<Float> FILE_MERGING_MAX_SPACE_AMPLIFICATION =
      WithoutEffect.part(
          "execution.checkpointing.file-merging.max-space-amplification",
          2f,
          WithoutEffect.CHECKPOINT_FILES);

  public static final ConfigOption<Integer> FILE_MERGING_MAX_SUBTASKS_PER_FILE =
      WithoutEffect.number(
          "execution.checkpointing.file-merging.max-subtasks-per-file",
          4,
          WithoutEffect.CHECKPOINT_FILES);

  public static final ConfigOption<Integer> FS_WRITE_BUFFER_SIZE =
      WithoutEffect.number(
          "execution.checkpointing.write-buffer-size", 4096, WithoutEffect.CHECKPOINT_FILES);
}
