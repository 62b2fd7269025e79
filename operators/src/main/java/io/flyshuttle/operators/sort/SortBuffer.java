// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.sort;

import io.flyshuttle.core.memory.DataOutputSerializer;
import io.flyshuttle.core.memory.ManagedMemory;
import io.flyshuttle.core.memory.PagedOutputView;
import io.flyshuttle.core.memory.SegmentInputView;
import io.flyshuttle.core.memory.SegmentOutputView;
import io.flyshuttle.core.type.TypeComparator;
import io.flyshuttle.core.type.TypeSerializer;
import java.io.EOFException;
import java.io.IOException;

/**
 * Serialized records in managed memory, sorted by an index of normalized keys. Holds what fits: a
 * record that does not is refused. Used by one thread.
 *
 * @param <T> type of the records
 */
public final class SortBuffer<T> implements AutoCloseable {
  /** Normalized keys up to this length go into one word. */
  private static final int SHORT_KEY_BYTES = 8;

  private static final int LONG_KEY_WORDS = 3;

  private final ManagedMemory memory;
  private final TypeSerializer<T> serializer;
  private final TypeComparator<T> comparator;
  private final SegmentOutputView data;
  private final DataOutputSerializer serialized = new DataOutputSerializer(256);
  private final SortIndex index;
  private final boolean normalized;
  private final int keyBytes;
  private SegmentInputView first;
  private SegmentInputView second;
  private boolean sorted;

  /**
   * @param memory where records are kept; everything it has is used if there are enough records
   * @param comparator the order; belongs to this buffer alone
   */
  public SortBuffer(
      ManagedMemory memory, TypeSerializer<T> serializer, TypeComparator<T> comparator) {
    this.memory = memory;
    this.serializer = serializer;
    this.comparator = comparator;
    this.data = new SegmentOutputView(memory);
    this.normalized = comparator.supportsNormalizedKey() && comparator.getNormalizeKeyLen() > 0;
    int length = normalized ? comparator.getNormalizeKeyLen() : SHORT_KEY_BYTES;
    int words = length <= SHORT_KEY_BYTES ? 1 : LONG_KEY_WORDS;
    this.keyBytes = 8 * words;
    boolean decided =
        normalized
            && length <= keyBytes
            && !comparator.isNormalizedKeyPrefixOnly(Math.min(length, keyBytes));
    this.index =
        new SortIndex(
            memory,
            words,
            normalized && comparator.invertNormalizedKey(),
            decided ? null : this::compareRecords);
  }

  private int compareRecords(long firstPosition, long secondPosition) throws IOException {
    first.setReadPosition(firstPosition + Integer.BYTES);
    second.setReadPosition(secondPosition + Integer.BYTES);
    return comparator.compareSerialized(first, second);
  }

  /** Adds a record; false, with the buffer unchanged, if there is no room for it. */
  public boolean add(T record) throws IOException {
    if (!index.reserve()) {
      return false;
    }
    serialized.clear();
    serialized.writeInt(0);
    serializer.serialize(record, serialized);
    int length = serialized.length();
    serialized.writeIntUnsafe(length - Integer.BYTES, 0);
    long position = data.position();
    try {
      data.write(serialized.getSharedBuffer(), 0, length);
    } catch (EOFException e) {
      data.setWritePosition(position);
      return false;
    } finally {
      serialized.pruneBuffer();
    }
    if (normalized) {
      comparator.putNormalizedKey(record, index.nextSegment(), index.nextOffset(), keyBytes);
    } else {
      for (int i = 0; i < keyBytes; i += 8) {
        index.nextSegment().putLongBigEndian(index.nextOffset() + i, 0);
      }
    }
    index.add(position);
    sorted = false;
    return true;
  }

  /** How many records it holds. */
  public int size() {
    return index.size();
  }

  public boolean isEmpty() {
    return index.size() == 0;
  }

  /** Sorts what was added up to now. */
  public void sort() throws IOException {
    if (!sorted) {
      first = data.toInput();
      second = data.toInput();
      index.sort();
      sorted = true;
    }
  }

  /** Sorts, and reads the records in order. Valid until the buffer changes. */
  public Records<T> records() throws IOException {
    sort();
    SegmentInputView input = data.toInput();
    return new Records<>() {
      private int next;

      @Override
      public T next() throws IOException {
        if (next == index.size()) {
          return null;
        }
        input.setReadPosition(index.position(next++) + Integer.BYTES);
        return serializer.deserialize(input);
      }
    };
  }

  /** Sorts, and writes the records in order. */
  public void writeTo(PagedOutputView target) throws IOException {
    sort();
    SegmentInputView input = data.toInput();
    for (int i = 0; i < index.size(); i++) {
      input.setReadPosition(index.position(i));
      int length = input.readInt();
      target.write(input, length);
    }
  }

  /** Forgets all records; keeps the memory. */
  public void clear() {
    data.setWritePosition(0);
    index.clear();
    sorted = false;
  }

  /** Forgets all records and gives the memory back. Idempotent. */
  @Override
  public void close() {
    index.release();
    memory.release(data.detach());
  }
}
