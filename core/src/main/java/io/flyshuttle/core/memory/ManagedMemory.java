// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.memory;

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

  /** Takes exactly {@code count} segments, or none: an empty list if there are not as many left. */
  List<MemorySegment> tryAllocate(int count);

  /** Takes one segment; null if none is left. */
  MemorySegment tryAllocate();

  /** Gives segments back; they must not be used any more. */
  void release(List<MemorySegment> segments);

  /** Gives one segment back. */
  void release(MemorySegment segment);
}
