// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

import java.time.Duration;

/** Batch jobs, by the names of later versions of the API. */
public final class BatchExecutionOptions {
  private BatchExecutionOptions() {}

  public static final ConfigOption<Boolean> ADAPTIVE_AUTO_PARALLELISM_ENABLED =
      ExecutionOptions.ADAPTIVE_PARALLELISM;

  public static final ConfigOption<MemorySize> ADAPTIVE_AUTO_PARALLELISM_AVG_DATA_VOLUME_PER_TASK =
      ExecutionOptions.ADAPTIVE_BYTES_PER_SUBTASK;

  public static final ConfigOption<Integer> ADAPTIVE_AUTO_PARALLELISM_MIN_PARALLELISM =
      WithoutEffect.number(
          "execution.batch.adaptive.auto-parallelism.min-parallelism",
          1,
          WithoutEffect.ADAPTIVE_BATCH);

  public static final ConfigOption<Integer> ADAPTIVE_AUTO_PARALLELISM_MAX_PARALLELISM =
      WithoutEffect.number(
          "execution.batch.adaptive.auto-parallelism.max-parallelism",
          128,
          WithoutEffect.ADAPTIVE_BATCH);

  public static final ConfigOption<Integer> ADAPTIVE_AUTO_PARALLELISM_DEFAULT_SOURCE_PARALLELISM =
      WithoutEffect.number(
          "execution.batch.adaptive.auto-parallelism.default-source-parallelism",
          1,
          WithoutEffect.ADAPTIVE_BATCH);

  public static final ConfigOption<Boolean> SPECULATIVE_ENABLED =
      WithoutEffect.flag(
          "execution.batch.speculative.enabled", false, WithoutEffect.NO_SPECULATION);

  public static final ConfigOption<Integer> SPECULATIVE_MAX_CONCURRENT_EXECUTIONS =
      WithoutEffect.number(
          "execution.batch.speculative.max-concurrent-executions", 2, WithoutEffect.NO_SPECULATION);

  public static final ConfigOption<Duration> BLOCK_SLOW_NODE_DURATION =
      WithoutEffect.time(
          "execution.batch.speculative.block-slow-node-duration",
          Duration.ofMinutes(1),
          WithoutEffect.NO_SPECULATION);

  public static final ConfigOption<Boolean> JOB_RECOVERY_ENABLED =
      WithoutEffect.flag("execution.batch.job-recovery.enabled", false, WithoutEffect.HA);

  public static final ConfigOption<Duration> JOB_RECOVERY_PREVIOUS_WORKER_RECOVERY_TIMEOUT =
      WithoutEffect.time(
          "execution.batch.job-recovery.previous-worker.recovery.timeout",
          Duration.ofSeconds(30),
          WithoutEffect.HA);

  public static final ConfigOption<Duration> JOB_RECOVERY_SNAPSHOT_MIN_PAUSE =
      WithoutEffect.time(
          "execution.batch.job-recovery.snapshot.min-pause",
          Duration.ofMinutes(3),
          WithoutEffect.HA);
}
