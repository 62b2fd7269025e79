// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

import java.time.Duration;

/** The workers (TaskManagers). */
public final class TaskManagerOptions {
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
}
