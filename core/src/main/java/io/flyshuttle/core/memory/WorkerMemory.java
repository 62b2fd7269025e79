// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.memory;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import java.util.List;
import java.util.Locale;

/**
 * The memory of a worker's process as one budget in bytes: the parts add up to the container.
 *
 * <pre>
 * container = JVM memory + metaspace + code + direct + native
 *             JVM memory = network + managed + user        (heap; managed outside of it if so set)
 * </pre>
 *
 * Whoever starts the process and the process itself compute it with the same code.
 *
 * @param containerBytes what the process may take in all
 * @param networkBytes buffers between tasks, in the heap
 * @param managedBytes memory for sorting, hash tables and caching
 * @param managedOffHeap whether managed memory lies outside of the heap
 * @param userBytes what is left of the JVM memory for user objects and the worker's own
 * @param metaspaceBytes classes
 * @param codeBytes compiled code
 * @param directBytes direct memory of sockets, files and user code
 * @param nativeBytes thread stacks, the garbage collector, the JVM itself
 * @param segmentSize bytes of a network buffer and of a page of managed memory
 * @param preallocate whether managed memory is allocated at start
 */
public record WorkerMemory(
    long containerBytes,
    long networkBytes,
    long managedBytes,
    boolean managedOffHeap,
    long userBytes,
    long metaspaceBytes,
    long codeBytes,
    long directBytes,
    long nativeBytes,
    int segmentSize,
    boolean preallocate) {

  private static final long MEGABYTE = 1 << 20;

  /** Least memory for user objects; below it a worker is not started. */
  private static final long LEAST_USER_BYTES = 24 * MEGABYTE;

  /**
   * What can be set.
   *
   * @param managedBytes size of managed memory; -1 to take the fraction
   * @param managedFraction managed memory as a part of what network buffers leave of JVM memory
   * @param managedOffHeap whether managed memory lies outside of the heap
   * @param preallocate whether managed memory is allocated at start
   * @param networkFraction network buffers as a part of JVM memory
   * @param networkMinBytes least memory for network buffers
   * @param networkMaxBytes most memory for network buffers
   * @param userDirectBytes direct memory that user code needs
   * @param segmentSize bytes of a buffer or page, a power of two
   * @param jvmBytes network, managed and user memory; -1 for what the container leaves
   */
  public record Settings(
      long managedBytes,
      double managedFraction,
      boolean managedOffHeap,
      boolean preallocate,
      double networkFraction,
      long networkMinBytes,
      long networkMaxBytes,
      long userDirectBytes,
      int segmentSize,
      long jvmBytes) {

    public static Settings defaults() {
      return new Settings(
          -1, 0.7, false, false, 0.1, 64 * MEGABYTE, 1024 * MEGABYTE, 0, 32 << 10, -1);
    }

    public Settings {
      if (Integer.bitCount(segmentSize) != 1 || segmentSize < 4096 || segmentSize > 1 << 30) {
        throw invalid(
            "taskmanager.memory.segment-size is a power of two of at least 4096, not "
                + segmentSize);
      }
      if (!(managedFraction >= 0 && managedFraction < 1)) {
        throw invalid("taskmanager.memory.fraction is from 0 to below 1, not " + managedFraction);
      }
      if (!(networkFraction > 0 && networkFraction < 1)) {
        throw invalid(
            "taskmanager.network.memory.fraction is above 0 and below 1, not " + networkFraction);
      }
      if (networkMinBytes < 1 || networkMaxBytes < networkMinBytes) {
        throw invalid(
            "taskmanager.network.memory.max ("
                + networkMaxBytes
                + " bytes) is below taskmanager.network.memory.min ("
                + networkMinBytes
                + " bytes)");
      }
    }
  }

  /** The budget of a process that gets {@code megabytes} from its container. */
  public static WorkerMemory ofContainer(long megabytes, Settings settings) {
    long container = megabytes * MEGABYTE;
    long metaspace = metaspace(container);
    long code = code(container);
    long direct = direct(settings);
    long left = left(container, settings);
    // what a smaller JVM leaves of the container is a reserve for the native parts
    long jvm = settings.jvmBytes > 0 ? Math.min(settings.jvmBytes, left) : left;
    long nativeBytes = nativeLeast(container) + left - jvm;
    long fixed = container - left;
    long least = settings.networkMinBytes + LEAST_USER_BYTES + Math.max(0, settings.managedBytes);
    if (jvm < least) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_OPTION,
          String.format(
              "a worker of %d MB is too small: the JVM itself takes %s, network buffers at least"
                  + " %s, user code at least %s%s; give workers at least %d MB",
              megabytes,
              text(fixed),
              text(settings.networkMinBytes),
              text(LEAST_USER_BYTES),
              settings.managedBytes > 0 ? ", managed memory " + text(settings.managedBytes) : "",
              (least + fixed + (least - jvm) / 4) / MEGABYTE + 1));
    }
    return of(container, jvm, settings, metaspace, code, direct, nativeBytes);
  }

  /** Size of the smallest container in which the JVM gets what {@code settings} want for it. */
  public static int containerMegabytes(Settings settings) {
    int megabytes = Math.toIntExact(settings.jvmBytes / MEGABYTE);
    while (left((long) megabytes * MEGABYTE, settings) < settings.jvmBytes) {
      megabytes++;
    }
    return megabytes;
  }

  /** What a container leaves for network, managed and user memory. */
  private static long left(long container, Settings settings) {
    return container
        - metaspace(container)
        - code(container)
        - direct(settings)
        - nativeLeast(container);
  }

  private static long metaspace(long container) {
    return clamp(container / 12, 96 * MEGABYTE, 256 * MEGABYTE);
  }

  private static long code(long container) {
    return clamp(container / 24, 32 * MEGABYTE, 128 * MEGABYTE);
  }

  private static long direct(Settings settings) {
    return 32 * MEGABYTE + settings.userDirectBytes;
  }

  private static long nativeLeast(long container) {
    return 48 * MEGABYTE + container / 20;
  }

  /**
   * The budget of a worker inside a process of another kind, such as a test or an IDE, that may use
   * {@code bytes} of its heap.
   */
  public static WorkerMemory ofHeap(long bytes, Settings settings) {
    long networkMax = Math.min(settings.networkMaxBytes, Math.max(bytes / 4, 1));
    Settings fitted =
        new Settings(
            settings.managedBytes,
            settings.managedFraction,
            settings.managedOffHeap,
            settings.preallocate,
            settings.networkFraction,
            Math.min(settings.networkMinBytes, networkMax),
            networkMax,
            settings.userDirectBytes,
            settings.segmentSize,
            -1);
    return of(bytes, bytes, fitted, 0, 0, 0, 0);
  }

  private static WorkerMemory of(
      long container,
      long jvm,
      Settings settings,
      long metaspace,
      long code,
      long direct,
      long nativeBytes) {
    long network =
        wholeSegments(
            clamp(
                (long) (jvm * settings.networkFraction),
                settings.networkMinBytes,
                settings.networkMaxBytes),
            settings.segmentSize);
    long managed =
        wholeSegments(
            settings.managedBytes >= 0
                ? settings.managedBytes
                : (long) ((jvm - network) * settings.managedFraction),
            settings.segmentSize);
    return new WorkerMemory(
        container,
        network,
        managed,
        settings.managedOffHeap,
        jvm - network - managed,
        metaspace,
        code,
        direct,
        nativeBytes,
        settings.segmentSize,
        settings.preallocate);
  }

  /** Network, managed and user memory. */
  public long jvmBytes() {
    return networkBytes + managedBytes + userBytes;
  }

  /** Upper bound of the heap. */
  public long heapBytes() {
    return jvmBytes() - (managedOffHeap ? managedBytes : 0);
  }

  /** Upper bound of direct memory. */
  public long maxDirectBytes() {
    return directBytes + (managedOffHeap ? managedBytes : 0);
  }

  /** Flags that hold a JVM to this budget. */
  public List<String> jvmFlags() {
    return List.of(
        "-Xmx" + heapBytes() / 1024 + "k",
        "-XX:MaxMetaspaceSize=" + metaspaceBytes / 1024 + "k",
        "-XX:ReservedCodeCacheSize=" + codeBytes / 1024 + "k",
        "-XX:MaxDirectMemorySize=" + maxDirectBytes() / 1024 + "k");
  }

  /** Each part on a line of its own, and their sums. */
  public List<String> describe() {
    return List.of(
        String.format(
            "  network buffers   %s (%d of %d bytes)",
            text(networkBytes), networkBytes / segmentSize, segmentSize),
        String.format(
            "  managed memory    %s (%s)",
            text(managedBytes), managedOffHeap ? "off-heap" : "heap, taken when asked for"),
        String.format("  user and worker   %s", text(userBytes)),
        String.format(
            "  = JVM memory      %s (heap at most %s)", text(jvmBytes()), text(heapBytes())),
        String.format("  metaspace         %s", text(metaspaceBytes)),
        String.format("  compiled code     %s", text(codeBytes)),
        String.format("  direct memory     %s", text(directBytes)),
        String.format("  native and stacks %s", text(nativeBytes)),
        String.format("  = container       %s", text(containerBytes)));
  }

  private static FlyshuttleException invalid(String message) {
    return new FlyshuttleException(ErrorCode.INVALID_OPTION, message);
  }

  private static long wholeSegments(long bytes, int segmentSize) {
    return bytes - bytes % segmentSize;
  }

  private static long clamp(long value, long least, long most) {
    return Math.max(least, Math.min(most, value));
  }

  private static String text(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / (double) MEGABYTE);
  }
}
