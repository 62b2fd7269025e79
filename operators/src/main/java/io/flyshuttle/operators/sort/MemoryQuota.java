// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.sort;

import io.flyshuttle.core.memory.ManagedMemory;
import io.flyshuttle.core.memory.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** A part of an operator's managed memory, for one of several structures that share it. */
public final class MemoryQuota implements ManagedMemory {
  private final ManagedMemory memory;
  private final int limit;
  private int taken;

  /**
   * @param limit how many segments may be taken at most
   */
  public MemoryQuota(ManagedMemory memory, int limit) {
    this.memory = memory;
    this.limit = limit;
  }

  @Override
  public int segmentSize() {
    return memory.segmentSize();
  }

  @Override
  public int totalSegments() {
    return Math.min(limit, memory.totalSegments());
  }

  @Override
  public int availableSegments() {
    return Math.min(limit - taken, memory.availableSegments());
  }

  @Override
  public List<MemorySegment> tryAllocate(int count) {
    if (count > limit - taken) {
      return new ArrayList<>();
    }
    List<MemorySegment> segments = memory.tryAllocate(count);
    taken += segments.size();
    return segments;
  }

  @Override
  public MemorySegment tryAllocate() {
    if (taken >= limit) {
      return null;
    }
    MemorySegment segment = memory.tryAllocate();
    if (segment != null) {
      taken++;
    }
    return segment;
  }

  @Override
  public void release(List<MemorySegment> segments) {
    taken -= segments.size();
    memory.release(segments);
  }

  @Override
  public void release(MemorySegment segment) {
    taken--;
    memory.release(segment);
  }
}
