// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.paged;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.memory.ManagedMemory;
import io.flyshuttle.core.memory.MemorySegment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Pages cut from the operator's segments of managed memory, and the snapshots that still need pages
 * that have been replaced. Used by the task's thread, except where it says otherwise.
 *
 * <p>An operator that has no managed memory gets its pages from the heap, without a bound.
 */
final class PagePool {
  /** Bytes of a page; a page has as many lines as a long has bits. */
  static final int PAGE_BYTES = 4096;

  private static final int NONE = -1;

  private final ManagedMemory memory;
  private final List<MemorySegment> segments = new ArrayList<>();
  private final ArrayDeque<Page> free = new ArrayDeque<>();
  private final ArrayDeque<Retired> retired = new ArrayDeque<>();
  private final TreeSet<Integer> open = new TreeSet<>();

  /** Segments beyond the managed memory, for copies; left to the garbage collector afterwards. */
  private final Set<MemorySegment> outside = Collections.newSetFromMap(new IdentityHashMap<>());

  private long largeBytes;
  private int version;
  private volatile int youngestOpen = NONE;
  private volatile int oldestOpen = NONE;
  private volatile boolean closed;

  /** Where a page lies. */
  record Page(MemorySegment segment, int base) {}

  /** A page that snapshots up to the given one may still read. */
  private record Retired(Page page, int bytes, int snapshot) {}

  PagePool(ManagedMemory memory) {
    this.memory = memory;
  }

  /** A page of zeros. */
  Page take() {
    Page page = takeOrNull();
    if (page == null) {
      throw full();
    }
    return page;
  }

  /** A page for a copy while a snapshot is open: from the heap, if managed memory is used up. */
  Page takeForCopy() {
    Page page = takeOrNull();
    if (page == null) {
      page = new Page(MemorySegment.allocateHeap(PAGE_BYTES), 0);
      outside.add(page.segment);
    }
    return page;
  }

  private Page takeOrNull() {
    Page page = free.poll();
    if (page == null) {
      releaseRetired();
      page = free.poll();
    }
    if (page != null) {
      page.segment.fill(page.base, PAGE_BYTES, (byte) 0);
      return page;
    }
    if (memory.totalSegments() == 0) {
      return new Page(MemorySegment.allocateHeap(PAGE_BYTES), 0);
    }
    MemorySegment segment = hasRoom(0) ? memory.tryAllocate() : null;
    if (segment == null) {
      return null;
    }
    segments.add(segment);
    for (int base = PAGE_BYTES; base + PAGE_BYTES <= segment.size(); base += PAGE_BYTES) {
      free.add(new Page(segment, base));
    }
    segment.fill(0, PAGE_BYTES, (byte) 0);
    return new Page(segment, 0);
  }

  /** Whether {@code more} bytes fit beside the large pages, which are not in segments. */
  private boolean hasRoom(long more) {
    return (long) memory.availableSegments() * memory.segmentSize() > largeBytes + more;
  }

  /** A page of its own for a record that fits into no other. */
  Page takeLarge(int bytes) {
    if (memory.totalSegments() > 0 && !hasRoom(bytes)) {
      releaseRetired();
      if (!hasRoom(bytes)) {
        throw full();
      }
    }
    return takeLargeForCopy(bytes);
  }

  /** As {@link #takeLarge}, for a copy while a snapshot is open: there is always one. */
  Page takeLargeForCopy(int bytes) {
    largeBytes += bytes;
    return new Page(MemorySegment.allocateHeap(bytes), 0);
  }

  private FlyshuttleException full() {
    return new FlyshuttleException(
        ErrorCode.NOT_ENOUGH_MANAGED_MEMORY,
        "The keyed state of "
            + memory.owner()
            + " fills its "
            + (long) memory.totalSegments() * memory.segmentSize()
            + " bytes of managed memory: raise taskmanager.memory.fraction, the worker's memory or"
            + " the parallelism, or set state.backend to rocksdb, which also uses disks");
  }

  /** Gives back a page that is not used any more, once no open snapshot can read it. */
  void release(MemorySegment segment, int base, int bytes) {
    Page page = new Page(segment, base);
    int snapshot = youngestOpen;
    if (snapshot == NONE) {
      recycle(page, bytes);
    } else {
      retired.add(new Retired(page, bytes, snapshot));
    }
  }

  private void releaseRetired() {
    int oldest = oldestOpen;
    while (!retired.isEmpty() && (oldest == NONE || retired.peek().snapshot < oldest)) {
      Retired page = retired.poll();
      recycle(page.page, page.bytes);
    }
  }

  private void recycle(Page page, int bytes) {
    if (bytes > PAGE_BYTES) {
      largeBytes -= bytes;
    } else if (!outside.remove(page.segment)) {
      free.push(page);
    }
  }

  /** The version of pages that are made now. */
  int version() {
    return version;
  }

  /** Pages of this version and older ones belong to an open snapshot. */
  int frozenVersion() {
    return youngestOpen;
  }

  /** Opens a snapshot of all pages as they are now; to be given to {@link #closeSnapshot}. */
  synchronized int openSnapshot() {
    int taken = version++;
    open.add(taken);
    youngestOpen = taken;
    oldestOpen = open.first();
    return taken;
  }

  /** Any thread. */
  synchronized void closeSnapshot(int snapshot) {
    if (open.remove(snapshot)) {
      youngestOpen = open.isEmpty() ? NONE : open.last();
      oldestOpen = open.isEmpty() ? NONE : open.first();
    }
  }

  /** Fails if pages may have been given back meanwhile. Any thread. */
  void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the task has ended, and its state with it");
    }
  }

  /** Bytes of all pages, in use or not. */
  long bytes() {
    return (long) segments.size() * (segments.isEmpty() ? 0 : segments.get(0).size()) + largeBytes;
  }

  void close() {
    closed = true;
    memory.release(segments);
    segments.clear();
    free.clear();
    retired.clear();
  }
}
