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
 *  0                  4          8                 12
 * +------------------+----------+-----------------+--------- ... ----+----- ... -----+
 * | place of the     | hash     | length in bytes,| serialized       | up to the     |
 * | next in bucket   | code     | if it varies    | record           | next 8 bytes  |
 * +------------------+----------+-----------------+--------- ... ----+----- ... -----+
 * </pre>
 *
 * A place is a position in units of 8 bytes, counted from 1, so that 0 is the end of a bucket's
 * chain.
 *
 * @param <B> type of the records
 */
final class HashTable<B> {
  private static final int BUCKET_BYTES = 4;
  private static final int UNIT_BITS = 3;
  private static final int UNIT_BYTES = 1 << UNIT_BITS;
  private static final int MARK = 1 << 31;
  private static final byte[] PADDING = new byte[UNIT_BYTES];

  private final ManagedMemory memory;
  private final TypeSerializer<B> serializer;
  private final int fixedLength;
  private final int headerBytes;
  private final int hashBits;
  private SegmentOutputView data;
  private final List<MemorySegment> buckets = new ArrayList<>();
  private final int bucketsPerSegment;
  private final int segmentShift;
  private SegmentInputView input;
  private int records;
  private int bucketMask;
  private int nextInChain;
  private long foundAt;

  /**
   * @param marks whether records can be marked as found; costs one bit of the hash code
   */
  HashTable(ManagedMemory memory, TypeSerializer<B> serializer, boolean marks) {
    this.memory = memory;
    this.serializer = serializer;
    this.fixedLength = serializer.getLength();
    this.hashBits = marks ? ~MARK : -1;
    this.headerBytes = fixedLength > 0 ? 8 : 12;
    this.data = new SegmentOutputView(memory);
    this.bucketsPerSegment = Integer.highestOneBit(memory.segmentSize() / BUCKET_BYTES);
    this.segmentShift = Integer.numberOfTrailingZeros(bucketsPerSegment);
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
      data.writeInt(0);
      data.writeInt(hash & hashBits);
      if (fixedLength > 0) {
        serializer.serialize(record, data);
      } else {
        data.writeInt(0);
        serializer.serialize(record, data);
        int length = (int) (data.position() - position) - headerBytes;
        long end = data.position();
        data.setWritePosition(position + 8);
        data.writeInt(length);
        data.setWritePosition(end);
      }
      data.write(PADDING, 0, (int) (-data.position() & UNIT_BYTES - 1));
    } catch (EOFException e) {
      data.setWritePosition(position);
      return false;
    }
    records++;
    return true;
  }

  /** Where the record after one of the given length begins. */
  private long following(long position, int length) {
    return position + headerBytes + length + UNIT_BYTES - 1 & -UNIT_BYTES;
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
      input.setReadPosition(position + 4);
      int bucket = input.readInt() & bucketMask;
      int length = fixedLength > 0 ? fixedLength : input.readInt();
      MemorySegment segment = buckets.get(bucket >>> segmentShift);
      int offset = (bucket & bucketsPerSegment - 1) * BUCKET_BYTES;
      data.setWritePosition(position);
      data.writeInt(segment.getIntBigEndian(offset));
      segment.putIntBigEndian(offset, (int) (position >>> UNIT_BITS) + 1);
      position = following(position, length);
    }
    data.setWritePosition(end);
    if (!evenFew) {
      gatherBuckets(count);
    }
    return true;
  }

  /**
   * Moves the records of each bucket together, if there is memory for a second copy meanwhile: what
   * is read one after the other then lies so, and not each in a cache line far away.
   */
  private void gatherBuckets(int count) throws IOException {
    int needed = data.segments().size() + 1;
    if (memory.availableSegments() < needed) {
      return;
    }
    SegmentOutputView gathered = new SegmentOutputView(memory);
    for (int bucket = 0; bucket < count; bucket++) {
      MemorySegment segment = buckets.get(bucket >>> segmentShift);
      int offset = (bucket & bucketsPerSegment - 1) * BUCKET_BYTES;
      int place = segment.getIntBigEndian(offset);
      if (place == 0) {
        continue;
      }
      segment.putIntBigEndian(offset, (int) (gathered.position() >>> UNIT_BITS) + 1);
      while (place != 0) {
        input.setReadPosition((place - 1 & 0xffffffffL) << UNIT_BITS);
        place = input.readInt();
        int hash = input.readInt();
        int length = fixedLength > 0 ? fixedLength : input.readInt();
        long next = following(gathered.position(), length);
        gathered.writeInt(place == 0 ? 0 : (int) (next >>> UNIT_BITS) + 1);
        gathered.writeInt(hash);
        if (fixedLength <= 0) {
          gathered.writeInt(length);
        }
        gathered.write(input, length);
        gathered.write(PADDING, 0, (int) (-gathered.position() & UNIT_BYTES - 1));
      }
    }
    memory.release(data.detach());
    data = gathered;
    input = data.toInput();
  }

  /** Starts looking for records with a hash code. */
  void find(int hash) {
    int bucket = hash & bucketMask;
    nextInChain =
        buckets
            .get(bucket >>> segmentShift)
            .getIntBigEndian((bucket & bucketsPerSegment - 1) * BUCKET_BYTES);
  }

  /** The next record with the hash code; null if there is none. */
  B next(int hash) throws IOException {
    int wanted = hash & hashBits;
    while (nextInChain != 0) {
      long position = (nextInChain - 1 & 0xffffffffL) << UNIT_BITS;
      input.setReadPosition(position);
      nextInChain = input.readInt();
      if ((input.readInt() & hashBits) == wanted) {
        foundAt = position;
        if (fixedLength <= 0) {
          input.readInt();
        }
        return serializer.deserialize(input);
      }
    }
    return null;
  }

  /** Marks the record that {@link #next} returned last. */
  void mark() {
    long at = foundAt + 4;
    MemorySegment segment = data.segments().get((int) (at / memory.segmentSize()));
    int offset = (int) (at % memory.segmentSize());
    segment.putIntBigEndian(offset, segment.getIntBigEndian(offset) | MARK);
  }

  /** Takes records. */
  interface Receiver<B> {
    void take(B record) throws Exception;
  }

  /** Hands out the records that were not marked. */
  void forEachUnmarked(Receiver<B> receiver) throws Exception {
    SegmentInputView reader = data.toInput();
    long end = data.position();
    long position = 0;
    while (position < end) {
      reader.setReadPosition(position + 4);
      boolean marked = (reader.readInt() & MARK) != 0;
      int length = fixedLength > 0 ? fixedLength : reader.readInt();
      if (!marked) {
        receiver.take(serializer.deserialize(reader));
      }
      position = following(position, length);
    }
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
      reader.setReadPosition(position + 4);
      int hash = reader.readInt();
      int length = fixedLength > 0 ? fixedLength : reader.readInt();
      receiver.take(hash, reader, length);
      position = following(position, length);
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
