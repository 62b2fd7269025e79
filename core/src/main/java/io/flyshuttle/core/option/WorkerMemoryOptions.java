// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

import io.flyshuttle.core.memory.WorkerMemory;

/** Reads the settings of a worker's memory; see {@link TaskManagerOptions}. */
public final class WorkerMemoryOptions {
  private WorkerMemoryOptions() {}

  /** What {@code configuration} says, defaults elsewhere. */
  public static WorkerMemory.Settings of(ReadableConfig configuration) {
    int segmentSize =
        Math.toIntExact(configuration.get(TaskManagerOptions.MEMORY_SEGMENT_SIZE).getBytes());
    long networkMin = configuration.get(TaskManagerOptions.NETWORK_MEMORY_MIN).getBytes();
    long networkMax = configuration.get(TaskManagerOptions.NETWORK_MEMORY_MAX).getBytes();
    if (configuration.getOptional(TaskManagerOptions.NETWORK_MEMORY_MIN).isEmpty()) {
      networkMin = Math.min(networkMin, networkMax);
    } else if (configuration.getOptional(TaskManagerOptions.NETWORK_MEMORY_MAX).isEmpty()) {
      networkMax = Math.max(networkMin, networkMax);
    }
    boolean newKeys =
        configuration.getOptional(TaskManagerOptions.NETWORK_MEMORY_MIN).isPresent()
            || configuration.getOptional(TaskManagerOptions.NETWORK_MEMORY_MAX).isPresent()
            || configuration.getOptional(TaskManagerOptions.NETWORK_MEMORY_FRACTION).isPresent();
    var buffers = configuration.getOptional(NettyShuffleEnvironmentOptions.NETWORK_NUM_BUFFERS);
    if (buffers.isPresent() && !newKeys) {
      // the old key fixes the number; it counts only where the newer ones are not set
      networkMin = (long) buffers.get() * segmentSize;
      networkMax = networkMin;
    }
    return new WorkerMemory.Settings(
        configuration
            .getOptional(TaskManagerOptions.MANAGED_MEMORY_SIZE)
            .map(MemorySize::getBytes)
            .orElse(-1L),
        configuration.get(TaskManagerOptions.MANAGED_MEMORY_FRACTION),
        configuration.get(TaskManagerOptions.MEMORY_OFF_HEAP),
        configuration.get(TaskManagerOptions.MANAGED_MEMORY_PRE_ALLOCATE),
        configuration.get(TaskManagerOptions.NETWORK_MEMORY_FRACTION),
        networkMin,
        networkMax,
        configuration.get(TaskManagerOptions.TASK_OFF_HEAP_MEMORY).getBytes(),
        segmentSize,
        jvmBytes(configuration));
  }

  /** -1 if the container says how large the JVM may be. */
  private static long jvmBytes(ReadableConfig configuration) {
    return configuration.getOptional(TaskManagerOptions.TOTAL_PROCESS_MEMORY).isPresent()
        ? -1
        : configuration
            .getOptional(TaskManagerOptions.TASK_MANAGER_HEAP_MEMORY)
            .map(MemorySize::getBytes)
            .orElse(-1L);
  }

  /** Megabytes of a worker's container. */
  public static int containerMegabytes(ReadableConfig configuration) {
    WorkerMemory.Settings settings = of(configuration);
    return settings.jvmBytes() > 0
        ? WorkerMemory.containerMegabytes(settings)
        : configuration.get(TaskManagerOptions.TOTAL_PROCESS_MEMORY).getMebiBytes();
  }
}
