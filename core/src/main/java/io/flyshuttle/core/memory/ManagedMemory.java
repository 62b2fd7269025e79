// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.memory;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import java.util.List;

/**
 * An operator's share of managed memory, in segments of one size. Used by the operator's thread.
 * What is not given back by {@link #release} is reported as a leak when the operator closes.
 */
public interface ManagedMemory {

  /** Bytes per segment. */
  int segmentSize();

  /** How many segments the share has in all. */
  int totalSegments();

  /** How many can still be taken. */
  int availableSegments();

  /** Whether segments lie outside of the heap. */
  default boolean isOffHeap() {
    return false;
  }

  /** Whose share it is, for messages. */
  default String owner() {
    return "the operator";
  }

  /** Takes exactly {@code count} segments, or none: an empty list if there are not as many left. */
  List<MemorySegment> tryAllocate(int count);

  /** Takes one segment; null if none is left. */
  MemorySegment tryAllocate();

  /**
   * Takes exactly {@code count} segments.
   *
   * @throws FlyshuttleException NOT_ENOUGH_MANAGED_MEMORY, with the sizes
   */
  default List<MemorySegment> allocate(int count) {
    List<MemorySegment> segments = tryAllocate(count);
    if (segments.size() < count) {
      throw new FlyshuttleException(
          ErrorCode.NOT_ENOUGH_MANAGED_MEMORY,
          String.format(
              "%s needs %d bytes of managed memory, but only %d of its %d bytes are left; raise"
                  + " taskmanager.memory.fraction or the worker's memory",
              owner(),
              (long) count * segmentSize(),
              (long) availableSegments() * segmentSize(),
              (long) totalSegments() * segmentSize()));
    }
    return segments;
  }

  /** Gives segments back; they must not be used any more. */
  void release(List<MemorySegment> segments);

  /** Gives one segment back. */
  void release(MemorySegment segment);
}
