// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

import java.time.Duration;
import java.util.Map;

/** The workers (TaskManagers). */
public final class TaskManagerOptions {
  /** How tasks are spread over workers. */
  public enum TaskManagerLoadBalanceMode {
    NONE,
    SLOTS;

    /** The way that is set. */
    public static TaskManagerLoadBalanceMode loadFromConfiguration(Configuration configuration) {
      boolean spread = configuration.get(ClusterOptions.EVENLY_SPREAD_OUT_SLOTS_STRATEGY);
      return configuration
          .getOptional(TASK_MANAGER_LOAD_BALANCE_MODE)
          .orElse(spread ? SLOTS : TASK_MANAGER_LOAD_BALANCE_MODE.defaultValue());
    }
  }

  /** Where the output of functions goes. */
  public enum SystemOutMode {
    DEFAULT,
    LOG,
    IGNORE
  }

  private TaskManagerOptions() {}

  public static final ConfigOption<Integer> NUM_TASK_SLOTS =
      ConfigOptions.key("taskmanager.numberOfTaskSlots")
          .intType()
          .defaultValue(1)
          .withDescription(
              "Slots of a worker: how many subtasks of one operator it runs. Usually the"
                  + " number of cores, or half of it.");

  public static final ConfigOption<MemorySize> TOTAL_PROCESS_MEMORY =
      ConfigOptions.key("taskmanager.memory.process.size")
          .memoryType(MemorySize.MemoryUnit.MEGA_BYTES)
          .defaultValue(MemorySize.ofMebiBytes(2048))
          .withDescription(
              "Memory of a worker's process, in megabytes if no unit is given. On YARN it"
                  + " is the size of the container (--taskManagerMemory).");

  public static final ConfigOption<MemorySize> TASK_MANAGER_HEAP_MEMORY =
      ConfigOptions.key("taskmanager.heap.mb")
          .memoryType(MemorySize.MemoryUnit.MEGA_BYTES)
          .noDefaultValue()
          .withFallbackKeys("taskmanager.heap.size", "taskmanager.memory.flink.size")
          .withDescription(
              "Memory of a worker's JVM, in megabytes if no unit is given: network"
                  + " buffers, managed memory and what user code has, all of it heap unless managed"
                  + " memory is off-heap. The container is as much larger as the JVM needs. Counts"
                  + " where the size of the process is not set.");

  public static final ConfigOption<MemorySize> MANAGED_MEMORY_SIZE =
      ConfigOptions.key("taskmanager.memory.size")
          .memoryType(MemorySize.MemoryUnit.MEGA_BYTES)
          .noDefaultValue()
          .withFallbackKeys("taskmanager.memory.managed.size")
          .withDescription(
              "Managed memory of a worker for sorting, hash tables and caching, in"
                  + " megabytes if no unit is given. If unset or -1, taskmanager.memory.fraction"
                  + " counts.");

  public static final ConfigOption<Float> MANAGED_MEMORY_FRACTION =
      ConfigOptions.key("taskmanager.memory.fraction")
          .floatType()
          .defaultValue(0.7f)
          .withFallbackKeys("taskmanager.memory.managed.fraction")
          .withDescription(
              "Managed memory as a part of the heap that is left after network buffers.");

  public static final ConfigOption<Boolean> MEMORY_OFF_HEAP =
      ConfigOptions.key("taskmanager.memory.off-heap")
          .booleanType()
          .defaultValue(false)
          .withDescription("Whether managed memory lies outside the heap.");

  public static final ConfigOption<MemorySize> MEMORY_SEGMENT_SIZE =
      ConfigOptions.key("taskmanager.memory.segment-size")
          .memoryType()
          .defaultValue(new MemorySize(32 * 1024))
          .withDescription(
              "Size of a memory segment: of network buffers and of pages of managed"
                  + " memory. A power of two.");

  public static final ConfigOption<Boolean> MANAGED_MEMORY_PRE_ALLOCATE =
      ConfigOptions.key("taskmanager.memory.preallocate")
          .booleanType()
          .defaultValue(false)
          .withDescription(
              "Whether managed memory is allocated when a worker starts. Advised if it"
                  + " lies outside the heap.");

  public static final ConfigOption<MemorySize> TASK_OFF_HEAP_MEMORY =
      ConfigOptions.key("taskmanager.memory.task.off-heap.size")
          .memoryType()
          .defaultValue(MemorySize.ZERO)
          .withDescription("Direct memory kept for user code that allocates some.");

  public static final ConfigOption<Float> NETWORK_MEMORY_FRACTION =
      ConfigOptions.key("taskmanager.network.memory.fraction")
          .floatType()
          .defaultValue(0.1f)
          .withFallbackKeys("taskmanager.memory.network.fraction")
          .withDescription("Network buffers as a part of the memory of the JVM.");

  public static final ConfigOption<MemorySize> NETWORK_MEMORY_MIN =
      ConfigOptions.key("taskmanager.network.memory.min")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(64))
          .withFallbackKeys("taskmanager.memory.network.min")
          .withDescription("Least memory for network buffers.");

  public static final ConfigOption<MemorySize> NETWORK_MEMORY_MAX =
      ConfigOptions.key("taskmanager.network.memory.max")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(1024))
          .withFallbackKeys("taskmanager.memory.network.max")
          .withDescription("Most memory for network buffers.");

  public static final ConfigOption<Boolean> BUFFER_DEBLOAT_ENABLED =
      ConfigOptions.key("taskmanager.network.memory.buffer-debloat.enabled")
          .booleanType()
          .defaultValue(true)
          .withDescription(
              "Whether tasks of streams have their producers fill smaller buffers when they are"
                  + " slow, so that less is in flight: barriers pass sooner, and unaligned"
                  + " checkpoints are smaller.");

  public static final ConfigOption<Duration> BUFFER_DEBLOAT_TARGET =
      ConfigOptions.key("taskmanager.network.memory.buffer-debloat.target")
          .durationType()
          .defaultValue(Duration.ofSeconds(1))
          .withDescription("How long a task should take for the data in flight to it.");

  public static final ConfigOption<Duration> BUFFER_DEBLOAT_PERIOD =
      ConfigOptions.key("taskmanager.network.memory.buffer-debloat.period")
          .durationType()
          .defaultValue(Duration.ofMillis(200))
          .withDescription("How often the size of buffers is thought over.");

  public static final ConfigOption<Integer> BUFFER_DEBLOAT_THRESHOLD_PERCENTAGES =
      ConfigOptions.key("taskmanager.network.memory.buffer-debloat.threshold-percentages")
          .intType()
          .defaultValue(25)
          .withDescription("Smaller changes of the size of buffers, in percent, are not made.");

  public static final ConfigOption<Boolean> DEBUG_MEMORY_LOG =
      ConfigOptions.key("taskmanager.debug.memory.startLogThread")
          .booleanType()
          .defaultValue(false)
          .withFallbackKeys("taskmanager.debug.memory.log")
          .withDescription(
              "Whether workers write heap, direct memory and garbage collection to their"
                  + " log now and then.");

  public static final ConfigOption<Duration> DEBUG_MEMORY_USAGE_LOG_INTERVAL_MS =
      ConfigOptions.key("taskmanager.debug.memory.logIntervalMs")
          .durationType()
          .defaultValue(Duration.ofSeconds(5))
          .withFallbackKeys("taskmanager.debug.memory.log-interval")
          .withDescription("Time between two such lines, in milliseconds if no unit is given.");

  public static final ConfigOption<String> TASK_MANAGER_LOG_PATH =
      ConfigOptions.key("taskmanager.log.path")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Path of a worker's log file, on its host; workers of one host must not share one:"
                  + " $CONTAINER_ID in it helps. If unset: in the container's log directory.");

  public static final ConfigOption<Duration> TASK_CANCELLATION_TIMEOUT =
      ConfigOptions.key("task.cancellation.timeout")
          .durationType()
          .defaultValue(Duration.ofMinutes(3))
          .withDescription(
              "How long a canceled task may take to end before its worker is given up.");

  public static final ConfigOption<Integer> MINI_CLUSTER_NUM_TASK_MANAGERS =
      ConfigOptions.key("minicluster.number-of-taskmanagers")
          .intType()
          .defaultValue(1)
          .withDescription(
              "Number of workers of a session in one process; with more than one, data between them"
                  + " goes over sockets.");

  // names that programs and settings of other engines have; they are said to have no effect

  public static final ConfigOption<String> HOST =
      WithoutEffect.text("taskmanager.host", null, WithoutEffect.ADDRESSES);

  public static final ConfigOption<String> BIND_HOST =
      WithoutEffect.text("taskmanager.bind-host", null, WithoutEffect.BIND);

  public static final ConfigOption<String> HOST_BIND_POLICY =
      WithoutEffect.text("taskmanager.network.bind-policy", "ip", WithoutEffect.BIND);

  public static final ConfigOption<String> RPC_PORT =
      WithoutEffect.text("taskmanager.rpc.port", "0", WithoutEffect.ADDRESSES);

  public static final ConfigOption<Integer> RPC_BIND_PORT =
      WithoutEffect.number("taskmanager.rpc.bind-port", null, WithoutEffect.ADDRESSES);

  public static final ConfigOption<Integer> COLLECT_PORT =
      WithoutEffect.number("taskmanager.collect-sink.port", 0, WithoutEffect.ADDRESSES);

  public static final ConfigOption<String> TASK_MANAGER_RESOURCE_ID =
      WithoutEffect.text("taskmanager.resource-id", null, WithoutEffect.ADDRESSES);

  public static final ConfigOption<Duration> INITIAL_REGISTRATION_BACKOFF =
      WithoutEffect.time(
          "taskmanager.registration.initial-backoff",
          Duration.ofMillis(500),
          WithoutEffect.REGISTRATION);

  public static final ConfigOption<Duration> REGISTRATION_MAX_BACKOFF =
      WithoutEffect.time(
          "taskmanager.registration.max-backoff",
          Duration.ofSeconds(30),
          WithoutEffect.REGISTRATION);

  public static final ConfigOption<Duration> REFUSED_REGISTRATION_BACKOFF =
      WithoutEffect.time(
          "taskmanager.registration.refused-backoff",
          Duration.ofSeconds(10),
          WithoutEffect.REGISTRATION);

  public static final ConfigOption<Duration> REGISTRATION_TIMEOUT =
      WithoutEffect.time(
          "taskmanager.registration.timeout", Duration.ofMinutes(5), WithoutEffect.REGISTRATION);

  public static final ConfigOption<Duration> SLOT_TIMEOUT =
      WithoutEffect.time("taskmanager.slot.timeout", Duration.ofSeconds(10), WithoutEffect.WORKERS);

  public static final ConfigOption<Boolean> KILL_ON_OUT_OF_MEMORY =
      WithoutEffect.flag("taskmanager.jvm-exit-on-oom", false, WithoutEffect.FATAL);

  public static final ConfigOption<Boolean> EXIT_ON_FATAL_AKKA_ERROR =
      WithoutEffect.flag("taskmanager.exit-on-fatal-akka-error", false, WithoutEffect.FATAL);

  public static final ConfigOption<Double> CPU_CORES =
      WithoutEffect.ratio("taskmanager.cpu.cores", null, WithoutEffect.CORES);

  public static final ConfigOption<MemorySize> FRAMEWORK_HEAP_MEMORY =
      WithoutEffect.size(
          "taskmanager.memory.framework.heap.size",
          MemorySize.ofMebiBytes(128),
          WithoutEffect.MEMORY);

  public static final ConfigOption<MemorySize> FRAMEWORK_OFF_HEAP_MEMORY =
      WithoutEffect.size(
          "taskmanager.memory.framework.off-heap.size",
          MemorySize.ofMebiBytes(128),
          WithoutEffect.MEMORY);

  public static final ConfigOption<MemorySize> TASK_HEAP_MEMORY =
      WithoutEffect.size("taskmanager.memory.task.heap.size", null, WithoutEffect.TASK_HEAP);

  public static final ConfigOption<MemorySize> JVM_METASPACE =
      WithoutEffect.size(
          "taskmanager.memory.jvm-metaspace.size",
          MemorySize.ofMebiBytes(256),
          WithoutEffect.MEMORY);

  public static final ConfigOption<MemorySize> JVM_OVERHEAD_MIN =
      WithoutEffect.size(
          "taskmanager.memory.jvm-overhead.min", MemorySize.ofMebiBytes(192), WithoutEffect.MEMORY);

  public static final ConfigOption<MemorySize> JVM_OVERHEAD_MAX =
      WithoutEffect.size(
          "taskmanager.memory.jvm-overhead.max",
          MemorySize.ofMebiBytes(1024),
          WithoutEffect.MEMORY);

  public static final ConfigOption<Float> JVM_OVERHEAD_FRACTION =
      WithoutEffect.part("taskmanager.memory.jvm-overhead.fraction", 0.1f, WithoutEffect.MEMORY);

  public static final ConfigOption<Map<String, String>> MANAGED_MEMORY_CONSUMER_WEIGHTS =
      WithoutEffect.map("taskmanager.memory.managed.consumer-weights", null, WithoutEffect.SHARES);

  public static final ConfigOption<MemorySize> MIN_MEMORY_SEGMENT_SIZE =
      WithoutEffect.size(
          "taskmanager.memory.min-segment-size", new MemorySize(256), WithoutEffect.NETWORK);

  public static final ConfigOption<MemorySize> NETWORK_BATCH_SHUFFLE_READ_MEMORY =
      WithoutEffect.size(
          "taskmanager.memory.framework.off-heap.batch-shuffle.size",
          MemorySize.ofMebiBytes(64),
          WithoutEffect.NETWORK);

  public static final ConfigOption<Integer> BUFFER_DEBLOAT_SAMPLES =
      WithoutEffect.number(
          "taskmanager.network.memory.buffer-debloat.samples", 20, WithoutEffect.NETWORK);

  public static final ConfigOption<Integer> FS_STREAM_OPENING_TIME_OUT =
      WithoutEffect.number("taskmanager.runtime.fs-timeout", 0, WithoutEffect.LOSSES);

  public static final ConfigOption<Long> TASK_CANCELLATION_INTERVAL =
      WithoutEffect.longNumber("task.cancellation.interval", 30_000L, WithoutEffect.CANCEL);

  public static final ConfigOption<Long> TASK_CANCELLATION_TIMEOUT_TIMERS =
      WithoutEffect.longNumber("task.cancellation.timers.timeout", 7_500L, WithoutEffect.CANCEL);

  public static final ConfigOption<TaskManagerLoadBalanceMode> TASK_MANAGER_LOAD_BALANCE_MODE =
      WithoutEffect.choice(
          "taskmanager.load-balance.mode",
          TaskManagerLoadBalanceMode.class,
          TaskManagerLoadBalanceMode.NONE,
          WithoutEffect.SPREAD);

  public static final ConfigOption<SystemOutMode> TASK_MANAGER_SYSTEM_OUT_MODE =
      WithoutEffect.choice(
          "taskmanager.system-out.mode",
          SystemOutMode.class,
          SystemOutMode.DEFAULT,
          WithoutEffect.OUTPUT);

  public static final ConfigOption<MemorySize> TASK_MANAGER_SYSTEM_OUT_LOG_CACHE_SIZE =
      WithoutEffect.size(
          "taskmanager.system-out.log.cache-upper-size",
          new MemorySize(100 << 10),
          WithoutEffect.OUTPUT);

  public static final ConfigOption<Boolean> TASK_MANAGER_SYSTEM_OUT_LOG_THREAD_NAME =
      WithoutEffect.flag(
          "taskmanager.system-out.log.thread-name.enabled", false, WithoutEffect.OUTPUT);

  public static final ConfigOption<MemorySize> TOTAL_FLINK_MEMORY = TASK_MANAGER_HEAP_MEMORY;
}
