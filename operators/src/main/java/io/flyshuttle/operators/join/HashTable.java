// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.join;

import io.flyshuttle.core.memory.ManagedMemory;
import io.flyshuttle.core.memory.MemorySegment;
import io.flyshuttle.core.memory.SegmentInputView;
import io.flyshuttle.core.memory.SegmentOutputView;
import io.flyshuttle.core.type.TypeSerializer;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Serialized records of the build side in managed memory, found by hash code. Records are added
 * first; {@link #index} then makes the buckets; after that records are looked up. Used by one
 * thread.
 *
 * <pre>
 *  0                  8          12         16
 * +------------------+----------+----------+--------- ... ----+
 * | position of the  | hash     | length   | serialized       |
 * | next in bucket   | code     | in bytes | record           |
 * +------------------+----------+----------+--------- ... ----+
 * </pre>
 *
 * Positions are counted from 1, so that 0 is the end of a bucket's chain.
 *
 * @param <B> type of the records
 */
final class HashTable<B> {
  private static final int BUCKET_BYTES = 8;

  private final ManagedMemory memory;
  private final TypeSerializer<B> serializer;
  private final SegmentOutputView data;
  private final List<MemorySegment> buckets = new ArrayList<>();
  private final int bucketsPerSegment;
  private SegmentInputView input;
  private int records;
  private int bucketMask;
  private long nextInChain;

  HashTable(ManagedMemory memory, TypeSerializer<B> serializer) {
    this.memory = memory;
    this.serializer = serializer;
    this.data = new SegmentOutputView(memory);
    this.bucketsPerSegment = memory.segmentSize() / BUCKET_BYTES;
  }

  int records() {
    return records;
  }

  /** How many segments it holds. */
  int segments() {
    return data.segments().size() + buckets.size();
  }

  /** Adds a record; false, with the table unchanged, if there is no memory. */
  boolean add(B record, int hash) throws IOException {
    long position = data.position();
    try {
      data.writeLong(0);
      data.writeInt(hash);
      data.writeInt(0);
      serializer.serialize(record, data);
    } catch (EOFException e) {
      data.setWritePosition(position);
      return false;
    }
    long end = data.position();
    data.setWritePosition(position + 12);
    data.writeInt((int) (end - position - 16));
    data.setWritePosition(end);
    records++;
    return true;
  }

  private int bucketCount() {
    return Math.max(64, Integer.highestOneBit(Math.max(1, records)) * 2);
  }

  /**
   * Makes the buckets; false, with the table unchanged, if there is no memory for them.
   *
   * @param evenFew whether to make do with fewer buckets, and longer chains, in one segment
   */
  boolean index(boolean evenFew) throws IOException {
    int count = bucketCount();
    List<MemorySegment> taken =
        memory.tryAllocate((count + bucketsPerSegment - 1) / bucketsPerSegment);
    if (taken.isEmpty() && evenFew) {
      count = Integer.highestOneBit(bucketsPerSegment);
      taken = memory.tryAllocate(1);
    }
    if (taken.isEmpty()) {
      return false;
    }
    buckets.addAll(taken);
    for (MemorySegment segment : buckets) {
      segment.fill(0, segment.size(), (byte) 0);
    }
    bucketMask = count - 1;
    long end = data.position();
    input = data.toInput();
    long position = 0;
    while (position < end) {
      input.setReadPosition(position + 8);
      int bucket = input.readInt() & bucketMask;
      int length = input.readInt();
      MemorySegment segment = buckets.get(bucket / bucketsPerSegment);
      int offset = bucket % bucketsPerSegment * BUCKET_BYTES;
      data.setWritePosition(position);
      data.writeLong(segment.getLongBigEndian(offset));
      segment.putLongBigEndian(offset, position + 1);
      position += 16 + length;
    }
    data.setWritePosition(end);
    return true;
  }

  /** Starts looking for records with a hash code. */
  void find(int hash) {
    int bucket = hash & bucketMask;
    nextInChain =
        buckets
            .get(bucket / bucketsPerSegment)
            .getLongBigEndian(bucket % bucketsPerSegment * BUCKET_BYTES);
  }

  /** The next record with the hash code; null if there is none. */
  B next(int hash) throws IOException {
    while (nextInChain != 0) {
      input.setReadPosition(nextInChain - 1);
      nextInChain = input.readLong();
      int found = input.readInt();
      if (found == hash) {
        input.readInt();
        return serializer.deserialize(input);
      }
    }
    return null;
  }

  /** Takes the serialized records with their hash codes. */
  interface RawReceiver {
    void take(int hash, SegmentInputView record, int length) throws IOException;
  }

  /** Hands out all records as bytes. */
  void forEachRaw(RawReceiver receiver) throws IOException {
    SegmentInputView reader = data.toInput();
    long end = data.position();
    long position = 0;
    while (position < end) {
      reader.setReadPosition(position + 8);
      int hash = reader.readInt();
      int length = reader.readInt();
      receiver.take(hash, reader, length);
      position += 16 + length;
    }
  }

  /** Forgets everything and gives the memory back. Idempotent. */
  void release() {
    records = 0;
    memory.release(buckets);
    buckets.clear();
    memory.release(data.detach());
  }
}
