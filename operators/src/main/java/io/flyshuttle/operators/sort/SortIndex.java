// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.sort;

import io.flyshuttle.core.memory.ManagedMemory;
import io.flyshuttle.core.memory.MemorySegment;
import java.io.IOException;
import java.util.Arrays;

/**
 * What is sorted in place of records: entries of a normalized key and the record's position.
 *
 * <pre>
 *  0                   8                            8 x words
 * +-------------------+------ ... ------+-------------------+
 * | first key word    | more key words  | record position   |
 * +-------------------+------ ... ------+-------------------+
 * </pre>
 *
 * Key words are compared as unsigned numbers. An entry never crosses a segment. Used by one thread.
 */
final class SortIndex {

  /** Decides between records whose key words are equal. */
  interface Ties {
    int compare(long firstPosition, long secondPosition) throws IOException;
  }

  private static final int INSERTION_SORT_BELOW = 16;

  private final ManagedMemory memory;
  private MemorySegment[] segments = new MemorySegment[8];
  private int segmentCount;
  private final int words;
  private final int entrySize;

  /** A segment holds a power of two of entries: an entry is found by shifting. */
  private final int segmentShift;

  private final int segmentMask;
  private final boolean descending;
  private final Ties ties;
  private final long[] pivotKey;
  private long pivotPosition;
  private int size;

  /**
   * @param words key words per entry, at least 1
   * @param descending whether greater key words come first
   * @param ties asked where key words are equal; null if those records are equal
   */
  SortIndex(ManagedMemory memory, int words, boolean descending, Ties ties) {
    this.memory = memory;
    this.words = words;
    this.entrySize = 8 * (words + 1);
    this.segmentShift = 31 - Integer.numberOfLeadingZeros(memory.segmentSize() / entrySize);
    this.segmentMask = (1 << segmentShift) - 1;
    this.descending = descending;
    this.ties = ties;
    this.pivotKey = new long[words];
  }

  int size() {
    return size;
  }

  private MemorySegment segmentOf(int entry) {
    return segments[entry >>> segmentShift];
  }

  private int offsetOf(int entry) {
    return (entry & segmentMask) * entrySize;
  }

  /** Makes room for one more entry; false if there is no memory for it. */
  boolean reserve() {
    if (size < segmentCount << segmentShift) {
      return true;
    }
    MemorySegment segment = memory.tryAllocate();
    if (segment == null) {
      return false;
    }
    if (segmentCount == segments.length) {
      segments = Arrays.copyOf(segments, 2 * segmentCount);
    }
    segments[segmentCount++] = segment;
    return true;
  }

  /** The segment of the entry that {@link #reserve} made room for. */
  MemorySegment nextSegment() {
    return segmentOf(size);
  }

  /** Where in its segment that entry begins; key words go here. */
  int nextOffset() {
    return offsetOf(size);
  }

  /** Completes the entry: its key words were put before. */
  void add(long position) {
    nextSegment().putLongBigEndian(nextOffset() + 8 * words, position);
    size++;
  }

  long position(int entry) {
    return segmentOf(entry).getLongBigEndian(offsetOf(entry) + 8 * words);
  }

  void clear() {
    size = 0;
  }

  /** Forgets all entries and gives the memory back. */
  void release() {
    size = 0;
    memory.release(Arrays.asList(segments).subList(0, segmentCount));
    Arrays.fill(segments, 0, segmentCount, null);
    segmentCount = 0;
  }

  void sort() throws IOException {
    sort(0, size - 1, 2 * (32 - Integer.numberOfLeadingZeros(size + 1)));
  }

  private void sort(int from, int to, int depth) throws IOException {
    int low = from;
    int high = to;
    int left = depth;
    while (high - low >= INSERTION_SORT_BELOW) {
      if (left-- == 0) {
        heapSort(low, high);
        return;
      }
      int border = partition(low, high);
      // the smaller part by recursion, so that the stack stays short
      if (border - low < high - border) {
        sort(low, border, left);
        low = border + 1;
      } else {
        sort(border + 1, high, left);
        high = border;
      }
    }
    insertionSort(low, high);
  }

  /** Hoare's partition with the median of three; entries up to the result are not above others. */
  private int partition(int low, int high) throws IOException {
    int middle = (low + high) >>> 1;
    if (compare(middle, low) < 0) {
      swap(middle, low);
    }
    if (compare(high, middle) < 0) {
      swap(high, middle);
      if (compare(middle, low) < 0) {
        swap(middle, low);
      }
    }
    loadPivot(middle);
    int i = low - 1;
    int j = high + 1;
    while (true) {
      do {
        i++;
      } while (compareToPivot(i) < 0);
      do {
        j--;
      } while (compareToPivot(j) > 0);
      if (i >= j) {
        return j;
      }
      swap(i, j);
    }
  }

  private void insertionSort(int low, int high) throws IOException {
    for (int i = low + 1; i <= high; i++) {
      for (int j = i; j > low && compare(j - 1, j) > 0; j--) {
        swap(j - 1, j);
      }
    }
  }

  private void heapSort(int low, int high) throws IOException {
    int count = high - low + 1;
    for (int root = count / 2 - 1; root >= 0; root--) {
      siftDown(low, root, count);
    }
    for (int end = count - 1; end > 0; end--) {
      swap(low, low + end);
      siftDown(low, 0, end);
    }
  }

  private void siftDown(int low, int start, int count) throws IOException {
    int root = start;
    while (true) {
      int child = 2 * root + 1;
      if (child >= count) {
        return;
      }
      if (child + 1 < count && compare(low + child, low + child + 1) < 0) {
        child++;
      }
      if (compare(low + root, low + child) >= 0) {
        return;
      }
      swap(low + root, low + child);
      root = child;
    }
  }

  private int compare(int a, int b) throws IOException {
    MemorySegment segmentA = segmentOf(a);
    MemorySegment segmentB = segmentOf(b);
    int offsetA = offsetOf(a);
    int offsetB = offsetOf(b);
    for (int word = 0; word < words; word++) {
      long keyA = segmentA.getLongBigEndian(offsetA + 8 * word);
      long keyB = segmentB.getLongBigEndian(offsetB + 8 * word);
      if (keyA != keyB) {
        return Long.compareUnsigned(keyA, keyB) < 0 == descending ? 1 : -1;
      }
    }
    return ties == null
        ? 0
        : ties.compare(
            segmentA.getLongBigEndian(offsetA + 8 * words),
            segmentB.getLongBigEndian(offsetB + 8 * words));
  }

  private void loadPivot(int entry) {
    MemorySegment segment = segmentOf(entry);
    int offset = offsetOf(entry);
    for (int word = 0; word < words; word++) {
      pivotKey[word] = segment.getLongBigEndian(offset + 8 * word);
    }
    pivotPosition = segment.getLongBigEndian(offset + 8 * words);
  }

  private int compareToPivot(int entry) throws IOException {
    MemorySegment segment = segmentOf(entry);
    int offset = offsetOf(entry);
    for (int word = 0; word < words; word++) {
      long key = segment.getLongBigEndian(offset + 8 * word);
      if (key != pivotKey[word]) {
        return Long.compareUnsigned(key, pivotKey[word]) < 0 == descending ? 1 : -1;
      }
    }
    if (ties == null) {
      return 0;
    }
    long position = segment.getLongBigEndian(offset + 8 * words);
    return position == pivotPosition ? 0 : ties.compare(position, pivotPosition);
  }

  private void swap(int a, int b) {
    MemorySegment segmentA = segmentOf(a);
    MemorySegment segmentB = segmentOf(b);
    int offsetA = offsetOf(a);
    int offsetB = offsetOf(b);
    for (int i = 0; i < entrySize; i += 8) {
      long kept = segmentA.getLongBigEndian(offsetA + i);
      segmentA.putLongBigEndian(offsetA + i, segmentB.getLongBigEndian(offsetB + i));
      segmentB.putLongBigEndian(offsetB + i, kept);
    }
  }
}
