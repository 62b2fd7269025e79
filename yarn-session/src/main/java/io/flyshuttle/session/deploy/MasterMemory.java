// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.session.deploy;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.option.JobManagerOptions;
import io.flyshuttle.core.option.MemorySize;
import java.util.List;
import java.util.Optional;

/**
 * The memory of the ApplicationMaster's process: the same kinds as a worker's, in the proportions
 * of a process without data. The parts add up to the container.
 *
 * @param containerMegabytes what the process may take in all
 * @param heapBytes of it, for objects
 */
record MasterMemory(int containerMegabytes, long heapBytes) {
  private static final long MEGABYTE = 1 << 20;
  private static final long LEAST_HEAP_BYTES = 64 * MEGABYTE;

  /** As large as the container, or the heap, that is set. */
  static MasterMemory of(Configuration configuration) {
    Optional<MemorySize> heap =
        configuration.getOptional(JobManagerOptions.JOB_MANAGER_HEAP_MEMORY);
    if (heap.isPresent()
        && configuration.getOptional(JobManagerOptions.TOTAL_PROCESS_MEMORY).isEmpty()) {
      return ofHeap(heap.get().getBytes());
    }
    return ofContainer(configuration.get(JobManagerOptions.TOTAL_PROCESS_MEMORY).getMebiBytes());
  }

  private static MasterMemory ofHeap(long heapBytes) {
    int megabytes = Math.toIntExact(heapBytes / MEGABYTE);
    while (heapIn(megabytes * MEGABYTE) < heapBytes) {
      megabytes++;
    }
    return new MasterMemory(megabytes, requireEnough(megabytes, heapBytes));
  }

  private static MasterMemory ofContainer(int megabytes) {
    return new MasterMemory(megabytes, requireEnough(megabytes, heapIn(megabytes * MEGABYTE)));
  }

  private static long requireEnough(int megabytes, long heap) {
    if (heap < LEAST_HEAP_BYTES) {
      long rest = megabytes * MEGABYTE - heap;
      throw new FlyshuttleException(
          ErrorCode.INVALID_OPTION,
          "an ApplicationMaster of "
              + megabytes
              + " MB is too small: "
              + rest / MEGABYTE
              + " MB of it are not heap; give it at least 384 MB (--jobManagerMemory)");
    }
    return heap;
  }

  private static long heapIn(long container) {
    long other = 48 * MEGABYTE + container / 20;
    return container - metaspace(container) - code(container) - direct() - other;
  }

  private static long metaspace(long container) {
    return Math.min(256 * MEGABYTE, Math.max(128 * MEGABYTE, container / 8));
  }

  private static long code(long container) {
    return Math.min(64 * MEGABYTE, Math.max(24 * MEGABYTE, container / 20));
  }

  private static long direct() {
    return 48 * MEGABYTE;
  }

  /** Flags that hold a JVM to this. */
  List<String> jvmFlags() {
    long container = containerMegabytes * MEGABYTE;
    return List.of(
        "-Xmx" + heapBytes / 1024 + "k",
        "-Xms" + Math.min(heapBytes, LEAST_HEAP_BYTES) / 1024 + "k",
        "-XX:MaxMetaspaceSize=" + metaspace(container) / 1024 + "k",
        "-XX:ReservedCodeCacheSize=" + code(container) / 1024 + "k",
        "-XX:MaxDirectMemorySize=" + direct() / 1024 + "k");
  }
}
