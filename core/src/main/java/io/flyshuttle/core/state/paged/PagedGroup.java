// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.paged;

import io.flyshuttle.core.memory.DataInputDeserializer;
import io.flyshuttle.core.memory.MemorySegment;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * The entries of one group of a table: records in pages, and an index over them, which is not
 * saved. Used by the task's thread.
 *
 * <p>A slot of the index has a hash code in its upper half, whose highest bit is set, and a pointer
 * in the lower one: the number of a page and the place in it. Records that outgrow a page get one
 * of their own.
 */
final class PagedGroup {
  private static final int PAGE_SHIFT = 12;
  private static final int OFFSET_MASK = (1 << PAGE_SHIFT) - 1;
  private static final int LINE_SHIFT = 6;
  private static final int SCATTER = 0x9E3779B9;
  private static final int MIN_CAPACITY = 16;
  private static final int ABSENT = -1;

  // what a damaged number of entries can make an index allocate
  private static final int MOST_EXPECTED = 1 << 24;
  private static final int NONE = -1;

  /** Records are this many bytes, or a multiple of it. */
  private static final int STEP = 16;

  private final RecordLayout layout;
  private final PagePool pool;
  private long[] index = new long[MIN_CAPACITY];
  private int shift = Integer.numberOfLeadingZeros(MIN_CAPACITY) + 1;
  private int size;

  private MemorySegment[] segments = new MemorySegment[2];
  private int[] bases = new int[2];
  private int[] sizes = new int[2];
  private int[] versions = new int[2];
  private long[] dirty = new long[2];
  private int pageCount;
  private final ArrayDeque<Integer> freePages = new ArrayDeque<>(0);
  private int tailPage = NONE;
  private int tailOffset;

  /** Pointers of the first free record, by size; one size only if the layout is fixed. */
  private int[] freeBySize;

  PagedGroup(RecordLayout layout, PagePool pool) {
    this.layout = layout;
    this.pool = pool;
    this.freeBySize = new int[layout.isFixed() ? 1 : PagePool.PAGE_BYTES / STEP + 1];
    Arrays.fill(freeBySize, NONE);
  }

  int size() {
    return size;
  }

  // ---- look-up ----

  boolean get(int hash, byte[] key, int keyLength, DataInputDeserializer value) {
    int slot = find(hash, key, keyLength);
    if (slot == ABSENT) {
      return false;
    }
    int pointer = (int) index[slot];
    int page = pointer >>> PAGE_SHIFT;
    MemorySegment segment = segments[page];
    int at = bases[page] + (pointer & OFFSET_MASK);
    if (layout.isFixed()) {
      PageList.view(segment, at + RecordLayout.HASH_BYTES + keyLength, layout.valueBytes(), value);
    } else {
      PageList.view(
          segment,
          at + RecordLayout.HEADER_BYTES + keyLength,
          segment.getInt(at + RecordLayout.VALUE_LENGTH),
          value);
    }
    return true;
  }

  private int find(int hash, byte[] key, int keyLength) {
    int marked = marked(hash);
    int mask = index.length - 1;
    int slot = (marked * SCATTER) >>> shift;
    long found;
    while ((found = index[slot]) != 0) {
      if ((int) (found >>> 32) == marked && hasKey((int) found, key, keyLength)) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
    return ABSENT;
  }

  private boolean hasKey(int pointer, byte[] key, int keyLength) {
    int page = pointer >>> PAGE_SHIFT;
    MemorySegment segment = segments[page];
    int at = bases[page] + (pointer & OFFSET_MASK);
    if (!layout.isFixed() && segment.getInt(at + RecordLayout.KEY_LENGTH) != keyLength) {
      return false;
    }
    int start = at + layout.keyOffset();
    if (!segment.isOffHeap()) {
      return Arrays.equals(segment.getArray(), start, start + keyLength, key, 0, keyLength);
    }
    for (int i = 0; i < keyLength; i++) {
      if (segment.get(start + i) != key[i]) {
        return false;
      }
    }
    return true;
  }

  private static int marked(int hash) {
    return hash | 1 << 31;
  }

  // ---- change ----

  void put(int hash, byte[] key, int keyLength, byte[] value, int valueLength) {
    int slot = find(hash, key, keyLength);
    if (slot == ABSENT) {
      insert(hash, key, keyLength, value, valueLength, valueLength);
      return;
    }
    int pointer = (int) index[slot];
    int page = pointer >>> PAGE_SHIFT;
    int offset = pointer & OFFSET_MASK;
    if (layout.isFixed()) {
      own(page);
      int from = offset + RecordLayout.HASH_BYTES + keyLength;
      segments[page].put(bases[page] + from, value, 0, valueLength);
      mark(page, from, valueLength);
    } else if (RecordLayout.HEADER_BYTES + keyLength + valueLength
        <= segments[page].getInt(bases[page] + offset + RecordLayout.RECORD_LENGTH)) {
      own(page);
      int at = bases[page] + offset;
      segments[page].putInt(at + RecordLayout.VALUE_LENGTH, valueLength);
      segments[page].put(at + RecordLayout.HEADER_BYTES + keyLength, value, 0, valueLength);
      mark(page, offset, RecordLayout.HEADER_BYTES + keyLength + valueLength);
    } else {
      replace(slot, hash, key, keyLength, value, valueLength, valueLength);
    }
  }

  /** Adds bytes behind a value; a record that has to move gets room for half as many more. */
  void append(int hash, byte[] key, int keyLength, byte[] more, int length) {
    int slot = find(hash, key, keyLength);
    if (slot == ABSENT) {
      insert(hash, key, keyLength, more, length, length);
      return;
    }
    int pointer = (int) index[slot];
    int page = pointer >>> PAGE_SHIFT;
    int offset = pointer & OFFSET_MASK;
    int at = bases[page] + offset;
    int before = segments[page].getInt(at + RecordLayout.VALUE_LENGTH);
    int used = RecordLayout.HEADER_BYTES + keyLength + before;
    if (used + length <= segments[page].getInt(at + RecordLayout.RECORD_LENGTH)) {
      own(page);
      at = bases[page] + offset;
      segments[page].putInt(at + RecordLayout.VALUE_LENGTH, before + length);
      segments[page].put(at + used, more, 0, length);
      mark(page, offset, RecordLayout.HEADER_BYTES);
      mark(page, offset + used, length);
      return;
    }
    byte[] whole = new byte[before + length];
    segments[page].get(at + RecordLayout.HEADER_BYTES + keyLength, whole, 0, before);
    System.arraycopy(more, 0, whole, before, length);
    replace(slot, hash, key, keyLength, whole, whole.length, whole.length + whole.length / 2);
  }

  private void insert(
      int hash, byte[] key, int keyLength, byte[] value, int valueLength, int room) {
    if (size + 1 > index.length - index.length / 3) {
      resize(index.length * 2);
    }
    int pointer = write(hash, key, keyLength, value, valueLength, room);
    index[freeSlot(marked(hash))] = (long) marked(hash) << 32 | pointer & 0xffffffffL;
    size++;
  }

  private void replace(
      int slot, int hash, byte[] key, int keyLength, byte[] value, int valueLength, int room) {
    int old = (int) index[slot];
    int pointer = write(hash, key, keyLength, value, valueLength, room);
    index[slot] = (long) marked(hash) << 32 | pointer & 0xffffffffL;
    free(old);
  }

  private int write(int hash, byte[] key, int keyLength, byte[] value, int valueLength, int room) {
    boolean fixed = layout.isFixed();
    int pointer =
        allocate(fixed ? layout.recordBytes() : RecordLayout.HEADER_BYTES + keyLength + room);
    int page = pointer >>> PAGE_SHIFT;
    int offset = pointer & OFFSET_MASK;
    own(page);
    MemorySegment segment = segments[page];
    int at = bases[page] + offset;
    segment.putInt(at, marked(hash));
    if (!fixed) {
      segment.putInt(at + RecordLayout.KEY_LENGTH, keyLength);
      segment.putInt(at + RecordLayout.VALUE_LENGTH, valueLength);
    }
    segment.put(at + layout.keyOffset(), key, 0, keyLength);
    segment.put(at + layout.keyOffset() + keyLength, value, 0, valueLength);
    mark(page, offset, layout.keyOffset() + keyLength + valueLength);
    return pointer;
  }

  void remove(int hash, byte[] key, int keyLength) {
    int slot = find(hash, key, keyLength);
    if (slot == ABSENT) {
      return;
    }
    free((int) index[slot]);
    int mask = index.length - 1;
    int hole = slot;
    int next = (slot + 1) & mask;
    while (index[next] != 0) {
      int home = ((int) (index[next] >>> 32) * SCATTER) >>> shift;
      // an entry may fill the hole unless its home lies behind the hole
      if (((next - home) & mask) >= ((next - hole) & mask)) {
        index[hole] = index[next];
        hole = next;
      }
      next = (next + 1) & mask;
    }
    index[hole] = 0;
    size--;
    if (index.length > MIN_CAPACITY && size < index.length / 8) {
      resize(index.length / 4);
    }
  }

  /**
   * Makes room in the index for so many more entries. If they come in the order of places, as other
   * stores write them, an index that is too small and grows meanwhile would have all of them in its
   * first slots, in one chain.
   */
  void expect(int entries) {
    long wanted = Math.min((long) size + entries, MOST_EXPECTED);
    int capacity = index.length;
    while (capacity - capacity / 3 < wanted) {
      capacity *= 2;
    }
    if (capacity > index.length) {
      resize(capacity);
    }
  }

  private void resize(int wanted) {
    long[] old = index;
    int capacity = Math.max(wanted, MIN_CAPACITY);
    index = new long[capacity];
    shift = Integer.numberOfLeadingZeros(capacity) + 1;
    for (long entry : old) {
      if (entry != 0) {
        index[freeSlot((int) (entry >>> 32))] = entry;
      }
    }
  }

  private int freeSlot(int marked) {
    int mask = index.length - 1;
    int slot = (marked * SCATTER) >>> shift;
    while (index[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  // ---- records and pages ----

  /** Makes a page one that no snapshot reads. */
  private void own(int page) {
    int frozen = pool.frozenVersion();
    if (frozen < versions[page]) {
      return;
    }
    int bytes = sizes[page];
    PagePool.Page copy =
        bytes > PagePool.PAGE_BYTES ? pool.takeLargeForCopy(bytes) : pool.takeForCopy();
    segments[page].copyTo(bases[page], copy.segment(), copy.base(), bytes);
    pool.release(segments[page], bases[page], bytes);
    segments[page] = copy.segment();
    bases[page] = copy.base();
    versions[page] = pool.version();
  }

  private void mark(int page, int offset, int length) {
    if (sizes[page] > PagePool.PAGE_BYTES) {
      dirty[page] = -1;
      return;
    }
    int first = offset >> LINE_SHIFT;
    int last = (offset + Math.max(length, 1) - 1) >> LINE_SHIFT;
    dirty[page] |= (-1L >>> 63 - (last - first)) << first;
  }

  private int sizeClass(int bytes) {
    return layout.isFixed() ? 0 : bytes / STEP;
  }

  private int allocate(int bytes) {
    int length = layout.isFixed() ? bytes : (bytes + STEP - 1) / STEP * STEP;
    if (length > PagePool.PAGE_BYTES) {
      int page = newPage(pool.takeLarge(length), length);
      segments[page].putInt(bases[page] + RecordLayout.RECORD_LENGTH, length);
      dirty[page] = -1;
      return page << PAGE_SHIFT;
    }
    int free = freeBySize[sizeClass(length)];
    if (free != NONE) {
      int page = free >>> PAGE_SHIFT;
      freeBySize[sizeClass(length)] =
          segments[page].getInt(bases[page] + (free & OFFSET_MASK) + layout.nextFreeOffset());
      return free;
    }
    if (tailPage == NONE || tailOffset + length > PagePool.PAGE_BYTES) {
      tailPage = newPage(pool.take(), PagePool.PAGE_BYTES);
      tailOffset = 0;
    }
    int pointer = tailPage << PAGE_SHIFT | tailOffset;
    if (!layout.isFixed()) {
      own(tailPage);
      segments[tailPage].putInt(bases[tailPage] + tailOffset + RecordLayout.RECORD_LENGTH, length);
    }
    tailOffset += length;
    return pointer;
  }

  private void free(int pointer) {
    int page = pointer >>> PAGE_SHIFT;
    int offset = pointer & OFFSET_MASK;
    if (sizes[page] > PagePool.PAGE_BYTES) {
      dropPage(page);
      return;
    }
    own(page);
    segments[page].putInt(bases[page] + offset, 0);
    mark(page, offset, RecordLayout.HASH_BYTES);
    addFree(page, offset);
  }

  /** Adds a record to those that are free; its page is not shared. */
  private void addFree(int page, int offset) {
    int at = bases[page] + offset;
    int sizeClass =
        layout.isFixed() ? 0 : sizeClass(segments[page].getInt(at + RecordLayout.RECORD_LENGTH));
    segments[page].putInt(at + layout.nextFreeOffset(), freeBySize[sizeClass]);
    freeBySize[sizeClass] = page << PAGE_SHIFT | offset;
  }

  private int newPage(PagePool.Page page, int bytes) {
    Integer reused = freePages.poll();
    int number = reused != null ? reused : pageCount;
    setPage(number, page, bytes);
    return number;
  }

  private void setPage(int number, PagePool.Page page, int bytes) {
    if (number >= segments.length) {
      int capacity = Math.max(number + 1, segments.length * 2);
      segments = Arrays.copyOf(segments, capacity);
      bases = Arrays.copyOf(bases, capacity);
      sizes = Arrays.copyOf(sizes, capacity);
      versions = Arrays.copyOf(versions, capacity);
      dirty = Arrays.copyOf(dirty, capacity);
    }
    pageCount = Math.max(pageCount, number + 1);
    segments[number] = page.segment();
    bases[number] = page.base();
    sizes[number] = bytes;
    versions[number] = pool.version();
  }

  private void dropPage(int page) {
    pool.release(segments[page], bases[page], sizes[page]);
    segments[page] = null;
    sizes[page] = 0;
    dirty[page] = -1;
    freePages.add(page);
  }

  // ---- snapshots ----

  /** The pages as they are now; they do not change while a snapshot of the pool is open. */
  PageList pages() {
    return new PageList(layout, segments.clone(), bases.clone(), sizes.clone(), pageCount, size);
  }

  /** The lines that have changed since this was last called. */
  long[] takeDirty() {
    long[] taken = dirty;
    dirty = new long[dirty.length];
    return taken;
  }

  // ---- restore ----

  /** A page to restore into, of the given size; its content is what was restored before. */
  MemorySegment pageToRestore(int page, int bytes) {
    if (page >= pageCount || sizes[page] != bytes) {
      if (page < pageCount && sizes[page] != 0) {
        pool.release(segments[page], bases[page], sizes[page]);
      }
      setPage(page, bytes > PagePool.PAGE_BYTES ? pool.takeLarge(bytes) : pool.take(), bytes);
    }
    return segments[page];
  }

  int baseOf(int page) {
    return bases[page];
  }

  /** Takes away a page that was restored and is not there any more. */
  void dropRestored(int page) {
    if (page < pageCount && sizes[page] != 0) {
      pool.release(segments[page], bases[page], sizes[page]);
      segments[page] = null;
      sizes[page] = 0;
    }
  }

  /** Builds the index and the lists of free records anew, after pages were restored. */
  void rebuild() throws IOException {
    PageList pages = pages();
    int records = 0;
    for (int page = 0; page < pageCount; page++) {
      if (sizes[page] == 0) {
        freePages.add(page);
        continue;
      }
      int offset = 0;
      int length;
      while (offset < sizes[page] && (length = pages.recordBytes(page, offset, sizes[page])) != 0) {
        if (segments[page].getInt(bases[page] + offset) != 0) {
          records++;
        } else {
          addFree(page, offset);
        }
        offset += length;
      }
    }
    int capacity = MIN_CAPACITY;
    while (records > capacity - capacity / 3) {
      capacity *= 2;
    }
    index = new long[capacity];
    shift = Integer.numberOfLeadingZeros(capacity) + 1;
    size = records;
    pages.forEachRecord(
        (page, offset) -> {
          int marked = segments[page].getInt(bases[page] + offset);
          index[freeSlot(marked)] =
              (long) marked << 32 | (page << PAGE_SHIFT | offset) & 0xffffffffL;
          return true;
        });
    dirty = new long[dirty.length];
  }

  /** Gives all pages back. */
  void clear() {
    for (int page = 0; page < pageCount; page++) {
      if (sizes[page] != 0) {
        pool.release(segments[page], bases[page], sizes[page]);
      }
    }
    pageCount = 0;
    size = 0;
  }
}
