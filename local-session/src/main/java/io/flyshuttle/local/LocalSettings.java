// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.local;

import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.option.CoreOptions;
import io.flyshuttle.core.option.MemorySize;
import io.flyshuttle.core.option.TaskManagerOptions;
import java.util.Map;
import java.util.Optional;

/**
 * The shape of a local session.
 *
 * @param workers number of workers; more than one exchange data over sockets
 * @param slots slots per worker
 * @param memoryBytes memory per worker, for buffers and managed memory
 * @param configuration everything else
 */
public record LocalSettings(
    int workers, int slots, long memoryBytes, Map<String, String> configuration) {
  private static final long MAX_DEFAULT_MEMORY = 1L << 30;

  /** One worker with so many slots. */
  public static LocalSettings withSlots(int slots) {
    return of(new Configuration(), slots);
  }

  /**
   * Reads the shape from a configuration.
   *
   * @param leastSlots slots that are needed in all; given unless the configuration says how many
   */
  public static LocalSettings of(Configuration configuration, int leastSlots) {
    int workers = Math.max(1, configuration.get(LocalOptions.WORKERS));
    Optional<Integer> slots = configuration.getOptional(TaskManagerOptions.NUM_TASK_SLOTS);
    int perWorker =
        slots.orElse(
            (Math.max(leastSlots, defaultParallelism(configuration)) + workers - 1) / workers);
    long memory =
        configuration
            .getOptional(LocalOptions.MEMORY)
            .map(MemorySize::getBytes)
            .orElse(Math.min(MAX_DEFAULT_MEMORY, Runtime.getRuntime().maxMemory() / 2));
    return new LocalSettings(workers, perWorker, memory / workers, configuration.toMap());
  }

  /** Parallelism of programs that set none: as configured, else one subtask per processor. */
  static int defaultParallelism(Configuration configuration) {
    return configuration
        .getOptional(CoreOptions.DEFAULT_PARALLELISM)
        .orElse(Runtime.getRuntime().availableProcessors());
  }

  /** Whether all that runs in {@code other} could run here. */
  boolean covers(LocalSettings other) {
    return workers == other.workers
        && slots >= other.slots
        && memoryBytes == other.memoryBytes
        && configuration.equals(other.configuration);
  }
}
