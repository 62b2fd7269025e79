// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

import java.time.Duration;

/** The JobManager, in the ApplicationMaster. */
public final class JobManagerOptions {
  /** Ways of scheduling jobs. */
  public enum SchedulerType {
    Ng,
    Default,
    Adaptive,
    AdaptiveBatch
  }

  /** When results may be read. */
  public enum HybridPartitionDataConsumeConstraint {
    ALL_PRODUCERS_FINISHED,
    ONLY_FINISHED_PRODUCERS,
    UNFINISHED_PRODUCERS
  }

  /** Where ended jobs are kept. */
  public enum JobStoreType {
    File,
    Memory
  }

  private JobManagerOptions() {}

  public static final ConfigOption<String> ADDRESS =
      ConfigOptions.key("jobmanager.rpc.address")
          .stringType()
          .defaultValue("localhost")
          .withDescription(
              "Address by which workers reach the JobManager. On YARN the"
                  + " ApplicationMaster fills it in.");

  public static final ConfigOption<Integer> PORT =
      ConfigOptions.key("jobmanager.rpc.port")
          .intType()
          .defaultValue(6123)
          .withDescription(
              "Port by which workers reach the JobManager. On YARN any free port is taken"
                  + " unless one is set.");

  public static final ConfigOption<MemorySize> TOTAL_PROCESS_MEMORY =
      ConfigOptions.key("jobmanager.memory.process.size")
          .memoryType(MemorySize.MemoryUnit.MEGA_BYTES)
          .defaultValue(MemorySize.ofMebiBytes(1024))
          .withDescription(
              "Memory of the JobManager's process, in megabytes if no unit is given. On"
                  + " YARN it is the size of the container (--jobManagerMemory).");

  public static final ConfigOption<MemorySize> JOB_MANAGER_HEAP_MEMORY =
      ConfigOptions.key("jobmanager.heap.mb")
          .memoryType(MemorySize.MemoryUnit.MEGA_BYTES)
          .noDefaultValue()
          .withFallbackKeys("jobmanager.heap.size", "jobmanager.memory.heap.size")
          .withDescription(
              "Heap of the JobManager, in megabytes if no unit is given. The container is"
                  + " as much larger as the JVM needs. Counts where the size of the process is not"
                  + " set.");

  public static final ConfigOption<Duration> SLOT_REQUEST_TIMEOUT =
      ConfigOptions.key("slot.request.timeout")
          .durationType()
          .defaultValue(Duration.ofMinutes(5))
          .withDescription(
              "How long a job waits for slots before it fails and says what was missing.");

  // names that programs and settings of other engines have; they are said to have no effect

  public static final ConfigOption<SchedulerType> SCHEDULER =
      WithoutEffect.choice(
          "jobmanager.scheduler",
          SchedulerType.class,
          SchedulerType.Default,
          WithoutEffect.SCHEDULING);

  public static final ConfigOption<String> SCHEDULER_MODE =
      WithoutEffect.text("scheduler-mode", null, WithoutEffect.ADAPTIVE_JOBS);

  public static final ConfigOption<String> EXECUTION_FAILOVER_STRATEGY =
      WithoutEffect.text(
          "jobmanager.execution.failover-strategy", "region", WithoutEffect.SCHEDULING);

  public static final ConfigOption<Integer> MIN_PARALLELISM_INCREASE =
      WithoutEffect.number(
          "jobmanager.adaptive-scheduler.min-parallelism-increase", 1, WithoutEffect.ADAPTIVE_JOBS);

  public static final ConfigOption<Duration> RESOURCE_WAIT_TIMEOUT =
      WithoutEffect.time(
          "jobmanager.adaptive-scheduler.resource-wait-timeout",
          Duration.ofMinutes(5),
          WithoutEffect.ADAPTIVE_JOBS);

  public static final ConfigOption<Duration> RESOURCE_STABILIZATION_TIMEOUT =
      WithoutEffect.time(
          "jobmanager.adaptive-scheduler.resource-stabilization-timeout",
          Duration.ofSeconds(10),
          WithoutEffect.ADAPTIVE_JOBS);

  public static final ConfigOption<Duration> SCHEDULER_SCALING_INTERVAL_MIN =
      WithoutEffect.time(
          "jobmanager.adaptive-scheduler.scaling-interval.min",
          Duration.ofSeconds(30),
          WithoutEffect.ADAPTIVE_JOBS);

  public static final ConfigOption<Duration> SCHEDULER_SCALING_INTERVAL_MAX =
      WithoutEffect.time(
          "jobmanager.adaptive-scheduler.scaling-interval.max", null, WithoutEffect.ADAPTIVE_JOBS);

  public static final ConfigOption<Boolean> PARTITION_RELEASE_DURING_JOB_EXECUTION =
      WithoutEffect.flag(
          "jobmanager.partition.release-during-job-execution", true, WithoutEffect.SHUFFLE);

  public static final ConfigOption<HybridPartitionDataConsumeConstraint>
      HYBRID_PARTITION_DATA_CONSUME_CONSTRAINT =
          WithoutEffect.choice(
              "jobmanager.partition.hybrid.partition-data-consume-constraint",
              HybridPartitionDataConsumeConstraint.class,
              null,
              WithoutEffect.SHUFFLE);

  public static final ConfigOption<Long> SLOT_IDLE_TIMEOUT =
      WithoutEffect.longNumber("slot.idle.timeout", 50_000L, WithoutEffect.WORKERS);

  public static final ConfigOption<Integer> RPC_BIND_PORT =
      WithoutEffect.number("jobmanager.rpc.bind-port", null, WithoutEffect.ADDRESSES);

  public static final ConfigOption<String> BIND_HOST =
      WithoutEffect.text("jobmanager.bind-host", null, WithoutEffect.BIND);

  public static final ConfigOption<String> JOB_MANAGER_RESOURCE_ID =
      WithoutEffect.text("jobmanager.resource-id", null, WithoutEffect.ADDRESSES);

  public static final ConfigOption<String> ARCHIVE_DIR =
      WithoutEffect.text("jobmanager.archive.fs.dir", null, WithoutEffect.HISTORY);

  public static final ConfigOption<Integer> MAX_ATTEMPTS_HISTORY_SIZE =
      WithoutEffect.number("jobmanager.execution.attempts-history-size", 16, WithoutEffect.HISTORY);

  public static final ConfigOption<String> FAILURE_ENRICHERS_LIST =
      WithoutEffect.text("jobmanager.failure-enrichers", null, WithoutEffect.PLUGINS);

  public static final ConfigOption<Long> JOB_STORE_CACHE_SIZE =
      WithoutEffect.longNumber("jobstore.cache-size", 52_428_800L, WithoutEffect.HISTORY);

  public static final ConfigOption<Long> JOB_STORE_EXPIRATION_TIME =
      WithoutEffect.longNumber("jobstore.expiration-time", 3_600L, WithoutEffect.HISTORY);

  public static final ConfigOption<Integer> JOB_STORE_MAX_CAPACITY =
      WithoutEffect.number("jobstore.max-capacity", Integer.MAX_VALUE, WithoutEffect.HISTORY);

  public static final ConfigOption<JobStoreType> JOB_STORE_TYPE =
      WithoutEffect.choice(
          "jobstore.type", JobStoreType.class, JobStoreType.File, WithoutEffect.HISTORY);

  public static final ConfigOption<Integer> JOB_MANAGER_FUTURE_POOL_SIZE =
      WithoutEffect.number("jobmanager.future-pool.size", null, WithoutEffect.MASTER_THREADS);

  public static final ConfigOption<Integer> JOB_MANAGER_IO_POOL_SIZE =
      WithoutEffect.number("jobmanager.io-pool.size", null, WithoutEffect.MASTER_THREADS);

  public static final ConfigOption<Boolean> RETRIEVE_TASK_MANAGER_HOSTNAME =
      WithoutEffect.flag("jobmanager.retrieve-taskmanager-hostname", true, WithoutEffect.ADDRESSES);

  public static final ConfigOption<MemorySize> TOTAL_FLINK_MEMORY =
      WithoutEffect.size("jobmanager.memory.flink.size", null, WithoutEffect.MEMORY);

  public static final ConfigOption<MemorySize> OFF_HEAP_MEMORY =
      WithoutEffect.size(
          "jobmanager.memory.off-heap.size", MemorySize.ofMebiBytes(128), WithoutEffect.MEMORY);

  public static final ConfigOption<Boolean> JVM_DIRECT_MEMORY_LIMIT_ENABLED =
      WithoutEffect.flag(
          "jobmanager.memory.enable-jvm-direct-memory-limit", false, WithoutEffect.MEMORY);

  public static final ConfigOption<MemorySize> JVM_METASPACE =
      WithoutEffect.size(
          "jobmanager.memory.jvm-metaspace.size",
          MemorySize.ofMebiBytes(256),
          WithoutEffect.MEMORY);

  public static final ConfigOption<MemorySize> JVM_OVERHEAD_MIN =
      WithoutEffect.size(
          "jobmanager.memory.jvm-overhead.min", MemorySize.ofMebiBytes(192), WithoutEffect.MEMORY);

  public static final ConfigOption<MemorySize> JVM_OVERHEAD_MAX =
      WithoutEffect.size(
          "jobmanager.memory.jvm-overhead.max", MemorySize.ofMebiBytes(1024), WithoutEffect.MEMORY);

  public static final ConfigOption<Float> JVM_OVERHEAD_FRACTION =
      WithoutEffect.part("jobmanager.memory.jvm-overhead.fraction", 0.1f, WithoutEffect.MEMORY);

  public static final ConfigOption<Integer> ADAPTIVE_BATCH_SCHEDULER_MIN_PARALLELISM =
      WithoutEffect.number(
          "jobmanager.adaptive-batch-scheduler.min-parallelism", 1, WithoutEffect.ADAPTIVE_BATCH);

  public static final ConfigOption<Integer> ADAPTIVE_BATCH_SCHEDULER_MAX_PARALLELISM =
      WithoutEffect.number(
          "jobmanager.adaptive-batch-scheduler.max-parallelism", 128, WithoutEffect.ADAPTIVE_BATCH);

  public static final ConfigOption<Integer> ADAPTIVE_BATCH_SCHEDULER_DEFAULT_SOURCE_PARALLELISM =
      WithoutEffect.number(
          "jobmanager.adaptive-batch-scheduler.default-source-parallelism",
          1,
          WithoutEffect.ADAPTIVE_BATCH);

  public static final ConfigOption<MemorySize> ADAPTIVE_BATCH_SCHEDULER_AVG_DATA_VOLUME_PER_TASK =
      ExecutionOptions.ADAPTIVE_BYTES_PER_SUBTASK;

  public static final ConfigOption<Boolean> SPECULATIVE_ENABLED =
      WithoutEffect.flag(
          "jobmanager.adaptive-batch-scheduler.speculative.enabled",
          false,
          WithoutEffect.NO_SPECULATION);

  public static final ConfigOption<Integer> SPECULATIVE_MAX_CONCURRENT_EXECUTIONS =
      WithoutEffect.number(
          "jobmanager.adaptive-batch-scheduler.speculative.max-concurrent-executions",
          2,
          WithoutEffect.NO_SPECULATION);

  public static final ConfigOption<Duration> BLOCK_SLOW_NODE_DURATION =
      WithoutEffect.time(
          "jobmanager.adaptive-batch-scheduler.speculative.block-slow-node-duration",
          Duration.ofMinutes(1),
          WithoutEffect.NO_SPECULATION);

  public static final ConfigOption<MemorySize> JVM_HEAP_MEMORY = JOB_MANAGER_HEAP_MEMORY;
}
