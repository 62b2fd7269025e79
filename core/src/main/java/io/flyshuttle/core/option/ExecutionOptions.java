// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

import java.time.Duration;

/** How programs run. */
public final class ExecutionOptions {
  private ExecutionOptions() {}

  public static final ConfigOption<RuntimeExecutionMode> RUNTIME_MODE =
      ConfigOptions.key("execution.runtime-mode")
          .enumType(RuntimeExecutionMode.class)
          .defaultValue(RuntimeExecutionMode.STREAMING)
          .withDescription(
              "Whether a stream program, its sources being finite, runs as a batch: results of"
                  + " keyed reduces, folds and aggregations come once, at the end, no record is"
                  + " late, and timers of both times ring at the end."
                  + " AUTOMATIC: if all sources end.");

  public static final ConfigOption<BatchShuffleMode> BATCH_SHUFFLE_MODE =
      ConfigOptions.key("execution.batch-shuffle-mode")
          .enumType(BatchShuffleMode.class)
          .defaultValue(BatchShuffleMode.ALL_EXCHANGES_PIPELINED)
          .withDescription(
              "How a stream program that runs as a batch without checkpoints exchanges records."
                  + " ALL_EXCHANGES_BLOCKING: what goes from one task to others is complete on"
                  + " disk before it is read, so that a failure repeats one stage only. The hybrid"
                  + " modes are as pipelined.");

  public static final ConfigOption<Integer> SUPERSTEPS_BETWEEN_CHECKPOINTS =
      ConfigOptions.key("execution.iterations.supersteps-between-checkpoints")
          .intType()
          .defaultValue(0)
          .withDescription(
              "After how many supersteps the loops of a DataSet program write what they have to"
                  + " state.checkpoints.dir, so that a restart goes on from there. 0 is never:"
                  + " right for loops that take less time than writing them.");

  public static final ConfigOption<Boolean> ADAPTIVE_PARALLELISM =
      ConfigOptions.key("execution.batch.adaptive.auto-parallelism.enabled")
          .booleanType()
          .defaultValue(true)
          .withDescription(
              "Whether the parallelism of DataSet operators for which the program sets none is an"
                  + " upper bound: a stage that reads complete results then runs in as many"
                  + " subtasks as their size asks for.");

  public static final ConfigOption<MemorySize> ADAPTIVE_BYTES_PER_SUBTASK =
      ConfigOptions.key("execution.batch.adaptive.auto-parallelism.avg-data-volume-per-task")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(16))
          .withDescription(
              "How much of the results, as they are on disk, a subtask of such a stage is to"
                  + " read.");

  public static final ConfigOption<Boolean> ADAPTIVE_JOIN =
      ConfigOptions.key("execution.batch.adaptive.join.enabled")
          .booleanType()
          .defaultValue(true)
          .withDescription(
              "Whether a DataSet join whose inputs are complete results may bring records together"
                  + " otherwise than by key, if their real size says so: a small side to all"
                  + " subtasks, a key with very many records to several. Only where the parallelism"
                  + " is an upper bound, too.");

  public static final ConfigOption<MemorySize> ADAPTIVE_BROADCAST_THRESHOLD =
      ConfigOptions.key("execution.batch.adaptive.join.broadcast-threshold")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(4))
          .withDescription(
              "How large one side of such a join may be, as it is on disk, for each subtask to read"
                  + " all of it, and any part of the other side. For joins without a hint. 0 is"
                  + " never.");

  public static final ConfigOption<Duration> BUFFER_TIMEOUT =
      ConfigOptions.key("execution.buffer-timeout")
          .durationType()
          .defaultValue(Duration.ofMillis(100))
          .withFallbackKeys("execution.buffer-timeout.interval")
          .withDescription(
              "How long a record waits at most in a network buffer that is not full; idle readers"
                  + " get it sooner. 0 sends each record at once, -1 only full buffers.");

  public static final ConfigOption<Boolean> BUFFER_TIMEOUT_ENABLED =
      ConfigOptions.key("execution.buffer-timeout.enabled")
          .booleanType()
          .defaultValue(true)
          .withDescription(
              "Whether records are sent before their network buffer is full; false is as a timeout"
                  + " of -1.");

  /** The timeout that stands for "only when a buffer is full". */
  public static final long DISABLED_NETWORK_BUFFER_TIMEOUT = -1L;

  /** The timeout that stands for "at once". */
  public static final long FLUSH_AFTER_EVERY_RECORD = 0L;

  // names that programs and settings of other engines have; they are said to have no effect

  public static final ConfigOption<Boolean> SORT_INPUTS =
      WithoutEffect.flag("execution.sorted-inputs.enabled", true, WithoutEffect.BATCH_STREAMS);

  public static final ConfigOption<MemorySize> SORTED_INPUTS_MEMORY =
      WithoutEffect.size(
          "execution.sorted-inputs.memory",
          MemorySize.ofMebiBytes(128),
          WithoutEffect.BATCH_STREAMS);

  public static final ConfigOption<MemorySize> SORT_PARTITION_MEMORY =
      WithoutEffect.size(
          "execution.sort-partition.memory",
          MemorySize.ofMebiBytes(128),
          WithoutEffect.BATCH_STREAMS);

  public static final ConfigOption<MemorySize> SORT_KEYED_PARTITION_MEMORY =
      WithoutEffect.size(
          "execution.sort-keyed-partition.memory",
          MemorySize.ofMebiBytes(128),
          WithoutEffect.BATCH_STREAMS);

  public static final ConfigOption<Boolean> USE_BATCH_STATE_BACKEND =
      WithoutEffect.flag(
          "execution.batch-state-backend.enabled", true, WithoutEffect.BATCH_STREAMS);

  public static final ConfigOption<Integer> ASYNC_INFLIGHT_RECORDS_LIMIT =
      WithoutEffect.number(
          "execution.async-state.in-flight-records-limit", 6000, WithoutEffect.ASYNC_STATE);

  public static final ConfigOption<Integer> ASYNC_STATE_BUFFER_SIZE =
      WithoutEffect.number("execution.async-state.buffer-size", 1000, WithoutEffect.ASYNC_STATE);

  public static final ConfigOption<Long> ASYNC_STATE_BUFFER_TIMEOUT =
      WithoutEffect.longNumber(
          "execution.async-state.buffer-timeout", 1000L, WithoutEffect.ASYNC_STATE);
}
