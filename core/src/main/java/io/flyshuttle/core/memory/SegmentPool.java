// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.memory;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The managed memory of a process: a bounded number of segments, lent out in shares. Memory that
 * nobody asked for is not allocated, so a process that runs only streams leaves it to its users;
 * when the last share is closed, unused segments are let go. Usable by any thread.
 */
public final class SegmentPool {

  private final int segmentSize;
  private final int totalSegments;
  private final boolean offHeap;
  private final boolean preallocate;
  private final ArrayDeque<MemorySegment> free = new ArrayDeque<>();
  private int reserved;
  private int lent;
  private int shares;

  /**
   * @param bytes size of the pool; rounded down to whole segments
   * @param segmentSize bytes of each segment
   * @param offHeap where segments lie
   * @param preallocate whether all memory is allocated now and kept
   */
  public SegmentPool(long bytes, int segmentSize, boolean offHeap, boolean preallocate) {
    this.segmentSize = segmentSize;
    this.totalSegments = (int) Math.min(bytes / segmentSize, Integer.MAX_VALUE);
    this.offHeap = offHeap;
    this.preallocate = preallocate;
    if (preallocate) {
      for (int i = 0; i < totalSegments; i++) {
        free.add(newSegment());
      }
    }
  }

  public int segmentSize() {
    return segmentSize;
  }

  public int totalSegments() {
    return totalSegments;
  }

  /** Segments that operators hold now: 0 when no job runs. */
  public synchronized int lentSegments() {
    return lent;
  }

  /** Segments promised to open shares. */
  public synchronized int reservedSegments() {
    return reserved;
  }

  /** Segments that take memory now, lent or not. */
  public synchronized int allocatedSegments() {
    return lent + free.size();
  }

  /**
   * Promises a part of the pool.
   *
   * @param bytes size of the share, rounded down to whole segments
   * @param owner named in failures and leak reports
   */
  public synchronized Share share(long bytes, String owner) {
    return share(bytes, 0, owner);
  }

  /**
   * Promises a part of the pool, and some segments in any case.
   *
   * @param bytes size of the share, rounded down to whole segments
   * @param leastSegments what the share has at least; what {@code bytes} are short of it is
   *     allocated beyond the pool
   * @param owner named in failures and leak reports
   */
  public synchronized Share share(long bytes, int leastSegments, String owner) {
    int segments = (int) Math.min(bytes / segmentSize, Integer.MAX_VALUE);
    if (segments > totalSegments - reserved) {
      throw new FlyshuttleException(
          ErrorCode.NOT_ENOUGH_MANAGED_MEMORY,
          String.format(
              "%s needs %d bytes of managed memory, but only %d of the worker's %d bytes are not"
                  + " promised to others; raise taskmanager.memory.fraction or the worker's memory",
              owner,
              bytes,
              (long) (totalSegments - reserved) * segmentSize,
              (long) totalSegments * segmentSize));
    }
    reserved += segments;
    shares++;
    return new Share(this, segments, Math.max(segments, leastSegments), owner);
  }

  private MemorySegment newSegment() {
    return offHeap
        ? MemorySegment.allocateOffHeap(segmentSize)
        : MemorySegment.allocateHeap(segmentSize);
  }

  private synchronized MemorySegment take() {
    lent++;
    MemorySegment segment = free.poll();
    return segment != null ? segment : newSegment();
  }

  private synchronized void giveBack(MemorySegment segment) {
    lent--;
    if (lent + free.size() < totalSegments) {
      free.push(segment);
    }
  }

  private synchronized void closeShare(int segments) {
    reserved -= segments;
    shares--;
    if (shares == 0 && !preallocate) {
      free.clear();
    }
  }

  /** One operator's share. Used by the operator's thread; closed by its task. */
  public static final class Share implements ManagedMemory {
    private final SegmentPool pool;
    private final int ofPool;
    private final int total;
    private final String owner;
    private int taken;
    private boolean closed;

    private Share(SegmentPool pool, int ofPool, int total, String owner) {
      this.pool = pool;
      this.ofPool = ofPool;
      this.total = total;
      this.owner = owner;
    }

    @Override
    public int segmentSize() {
      return pool.segmentSize;
    }

    @Override
    public int totalSegments() {
      return total;
    }

    @Override
    public int availableSegments() {
      return total - taken;
    }

    @Override
    public boolean isOffHeap() {
      return pool.offHeap;
    }

    @Override
    public String owner() {
      return owner;
    }

    @Override
    public List<MemorySegment> tryAllocate(int count) {
      if (count > total - taken) {
        return List.of();
      }
      List<MemorySegment> segments = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        segments.add(tryAllocate());
      }
      return segments;
    }

    @Override
    public MemorySegment tryAllocate() {
      if (closed) {
        throw new IllegalStateException(owner + " has ended and cannot take memory any more");
      }
      if (taken == total) {
        return null;
      }
      taken++;
      return pool.take();
    }

    @Override
    public void release(List<MemorySegment> segments) {
      for (MemorySegment segment : segments) {
        release(segment);
      }
    }

    @Override
    public void release(MemorySegment segment) {
      if (taken == 0) {
        throw new IllegalStateException(owner + " gives back more segments than it took");
      }
      taken--;
      pool.giveBack(segment);
    }

    /**
     * Ends the share. What was not given back is forgotten by the pool, never lent again.
     *
     * @return how many segments were not given back
     */
    public int close() {
      if (closed) {
        return 0;
      }
      closed = true;
      int leaked = taken;
      synchronized (pool) {
        pool.lent -= leaked;
      }
      pool.closeShare(ofPool);
      return leaked;
    }
  }
}
