// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.table;

import io.flyshuttle.core.memory.DataInputDeserializer;
import io.flyshuttle.core.memory.DataOutputSerializer;
import io.flyshuttle.core.memory.ManagedMemory;
import io.flyshuttle.core.memory.MemorySegment;
import io.flyshuttle.core.type.TypeComparator;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.operators.key.KeyHasher;
import io.flyshuttle.operators.key.KeyPair;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One serialized record per key, in managed memory: an open-addressing index of hash codes and
 * places, and the records one after the other. A record that needs no more room than the one of the
 * same key is written in its place; else it is added, and the old one's room is won back when
 * memory runs out. Used by one thread.
 *
 * <pre>
 * index entry   | hash code, 4 bytes | place, 4 bytes: unit of 8 bytes, from 1; 0 is free |
 * record        | room for its bytes, 4 | hash code, 4 | bytes ... |
 * </pre>
 *
 * No record crosses the end of a segment.
 *
 * @param <T> type of the records
 */
public final class KeyTable<T> {
  private static final int ENTRY_BYTES = 8;
  private static final int HEADER_BYTES = 8;
  private static final int UNIT_BITS = 3;

  /** Where the next record's room would stand if no record follows in the segment. */
  private static final int END_OF_SEGMENT = -1;

  /** Takes records. */
  public interface Receiver<T> {
    /**
     * @param record belongs to the receiver
     */
    void take(T record) throws Exception;
  }

  private final ManagedMemory memory;
  private final TypeSerializer<T> serializer;
  private final TypeComparator<T> keys;
  private final KeyBytes keyBytes;
  private final KeyHasher<T> hasher;
  private final KeyPair<T, T> samePair;
  private final int segmentBits;
  private final int segmentBytes;
  private final int entriesPerSegmentBits;
  private final DataOutputSerializer out = new DataOutputSerializer(64);
  private final DataInputDeserializer in = new DataInputDeserializer();
  private byte[] scratch = new byte[64];
  private List<MemorySegment> index = new ArrayList<>();
  private int indexMask;
  private final List<MemorySegment> data = new ArrayList<>();
  private int usedInLast;
  private int size;
  private long liveBytes;
  private long usedBytes;

  /** Takes nothing of the memory yet. */
  @SuppressWarnings("unchecked")
  public KeyTable(ManagedMemory memory, TypeSerializer<T> serializer, TypeComparator<T> keys) {
    this.memory = memory;
    this.serializer = serializer.duplicate();
    this.keys = keys.duplicate();
    this.keyBytes = KeyBytes.of(serializer, keys);
    this.hasher = new KeyHasher<>(keys.duplicate());
    this.samePair = new KeyPair<>(keys.duplicate(), keys.duplicate());
    this.segmentBits = 31 - Integer.numberOfLeadingZeros(memory.segmentSize());
    this.segmentBytes = 1 << segmentBits;
    this.entriesPerSegmentBits = segmentBits - 3;
    this.usedInLast = segmentBytes;
  }

  /** How many records it holds. */
  public int size() {
    return size;
  }

  /** How many segments it holds. */
  public int segments() {
    return index.size() + data.size();
  }

  // ---- index ----

  private MemorySegment entrySegment(int slot) {
    return index.get(slot >>> entriesPerSegmentBits);
  }

  private int entryOffset(int slot) {
    return (slot & (1 << entriesPerSegmentBits) - 1) * ENTRY_BYTES;
  }

  private boolean ensureIndex() {
    if (index.isEmpty()) {
      MemorySegment first = memory.tryAllocate();
      if (first == null) {
        return false;
      }
      first.fill(0, first.size(), (byte) 0);
      index.add(first);
      indexMask = (1 << entriesPerSegmentBits) - 1;
    } else if (size >= (indexMask + 1) / 2 && !growIndex()) {
      // fuller than it should be is better than not at all, up to a point
      return size < (indexMask + 1L) * 7 / 8;
    }
    return true;
  }

  private boolean growIndex() {
    if (indexMask + 1 >= 1 << 29) {
      return false;
    }
    List<MemorySegment> larger = memory.tryAllocate(2 * index.size());
    if (larger.isEmpty()) {
      return false;
    }
    for (MemorySegment segment : larger) {
      segment.fill(0, segment.size(), (byte) 0);
    }
    List<MemorySegment> old = index;
    int oldSlots = indexMask + 1;
    index = larger;
    indexMask = 2 * oldSlots - 1;
    for (int slot = 0; slot < oldSlots; slot++) {
      MemorySegment segment = old.get(slot >>> entriesPerSegmentBits);
      int offset = entryOffset(slot);
      int place = segment.getInt(offset + 4);
      if (place != 0) {
        enter(segment.getInt(offset), place);
      }
    }
    memory.release(old);
    return true;
  }

  private void enter(int hash, int place) {
    int slot = hash & indexMask;
    while (entrySegment(slot).getInt(entryOffset(slot) + 4) != 0) {
      slot = slot + 1 & indexMask;
    }
    setEntry(slot, hash, place);
  }

  private void setEntry(int slot, int hash, int place) {
    MemorySegment segment = entrySegment(slot);
    int offset = entryOffset(slot);
    segment.putInt(offset, hash);
    segment.putInt(offset + 4, place);
  }

  // ---- places ----

  private MemorySegment segmentOf(int place) {
    return data.get((int) ((place - 1 & 0xffffffffL) >>> segmentBits - UNIT_BITS));
  }

  private int offsetOf(int place) {
    return place - 1 << UNIT_BITS & segmentBytes - 1;
  }

  /** A place for so many bytes; 0 if there is none. */
  private int allot(int bytes) {
    int needed = HEADER_BYTES + bytes + 7 & -8;
    if (needed > segmentBytes) {
      return 0;
    }
    if (usedInLast + needed > segmentBytes) {
      MemorySegment segment = memory.tryAllocate();
      if (segment == null) {
        return 0;
      }
      if (!data.isEmpty()) {
        markEnd(data.size() - 1, usedInLast);
      }
      data.add(segment);
      usedInLast = 0;
    }
    int place = (data.size() - 1 << segmentBits - UNIT_BITS) + (usedInLast >>> UNIT_BITS) + 1;
    usedInLast += needed;
    usedBytes += needed;
    liveBytes += needed;
    return place;
  }

  private static int roomFor(int room) {
    return HEADER_BYTES + room + 7 & -8;
  }

  private T read(int place) throws IOException {
    MemorySegment segment = segmentOf(place);
    int offset = offsetOf(place);
    int room = segment.getInt(offset);
    if (scratch.length < room) {
      scratch = new byte[2 * room];
    }
    segment.get(offset + HEADER_BYTES, scratch, 0, room);
    in.setBuffer(scratch, 0, room);
    return serializer.deserialize(in);
  }

  // ---- finding ----

  /** Looks for a key's slot; then {@link #foundSlot}, and {@link #foundPlace} if it is there. */
  private int foundSlot;

  private int foundPlace;
  private int probeHash;
  private int[] nearPlaces = {};

  /** Keeps the compiler from leaving out the reads of {@link #bringNear}. */
  private int nearSum;

  private void seek(T record) throws IOException {
    if (keyBytes != null) {
      @SuppressWarnings("unchecked")
      TypeComparator<Object> erased = (TypeComparator<Object>) (TypeComparator<?>) keys;
      keyBytes.set(erased, record);
      seekBytes(keyBytes);
      return;
    }
    int hash = hasher.hash(record);
    boolean set = false;
    int slot = hash & indexMask;
    while (true) {
      MemorySegment segment = entrySegment(slot);
      int offset = entryOffset(slot);
      int place = segment.getInt(offset + 4);
      if (place == 0) {
        break;
      }
      if (segment.getInt(offset) == hash) {
        if (!set) {
          samePair.setFirst(record);
          set = true;
        }
        if (samePair.compareTo(read(place)) == 0) {
          found(slot, place, hash);
          return;
        }
      }
      slot = slot + 1 & indexMask;
    }
    found(slot, 0, hash);
  }

  private void found(int slot, int place, int hash) {
    foundSlot = slot;
    foundPlace = place;
    probeHash = hash;
  }

  private void seekBytes(KeyBytes key) {
    seekBytes(key.bytes(), 0, key.length(), key.hash());
  }

  private void seekBytes(byte[] bytes, int from, int length, int hash) {
    int slot = hash & indexMask;
    while (true) {
      MemorySegment segment = entrySegment(slot);
      int offset = entryOffset(slot);
      int place = segment.getInt(offset + 4);
      if (place == 0) {
        break;
      }
      if (segment.getInt(offset) == hash && beginsWith(place, bytes, from, length)) {
        found(slot, place, hash);
        return;
      }
      slot = slot + 1 & indexMask;
    }
    found(slot, 0, hash);
  }

  private boolean beginsWith(int place, byte[] bytes, int from, int length) {
    MemorySegment segment = segmentOf(place);
    int offset = offsetOf(place);
    if (segment.getInt(offset) < length) {
      return false;
    }
    int at = offset + HEADER_BYTES;
    int i = 0;
    for (; i + 8 <= length; i += 8) {
      if (segment.getLongLittleEndian(at + i) != (long) Words.LONGS.get(bytes, from + i)) {
        return false;
      }
    }
    if (i == length) {
      return true;
    }
    // a record's room ends at a multiple of eight bytes: the word is its own
    long difference = segment.getLongLittleEndian(at + i) ^ (long) Words.LONGS.get(bytes, from + i);
    return (difference & Words.firstBytes(length - i)) == 0;
  }

  // ---- changing ----

  /**
   * Puts a record in the place of that with the same key; does not keep the object.
   *
   * @return false, with the table unchanged, if there is no memory
   */
  public boolean put(T record) throws IOException {
    if (!ensureIndex()) {
      return false;
    }
    seek(record);
    return write(record);
  }

  private boolean write(T record) throws IOException {
    out.clear();
    serializer.serialize(record, out);
    return write(out.getSharedBuffer(), 0, out.length());
  }

  /** Writes a record of the key that was looked for. */
  private boolean write(byte[] bytes, int from, int length) {
    int place = foundPlace;
    if (place != 0) {
      MemorySegment segment = segmentOf(place);
      int offset = offsetOf(place);
      int room = segment.getInt(offset);
      if (length <= room) {
        segment.put(offset + HEADER_BYTES, bytes, from, length);
        return true;
      }
      liveBytes -= roomFor(room);
    }
    int newPlace = allot(length);
    if (newPlace == 0) {
      if (place != 0) {
        liveBytes += roomFor(segmentOf(place).getInt(offsetOf(place)));
      }
      if (!compact()) {
        return false;
      }
      // the slot is still right, its place may have moved
      foundPlace = place == 0 ? 0 : entrySegment(foundSlot).getInt(entryOffset(foundSlot) + 4);
      return write(bytes, from, length);
    }
    MemorySegment segment = segmentOf(newPlace);
    int offset = offsetOf(newPlace);
    segment.putInt(offset, length);
    segment.putInt(offset + 4, probeHash);
    segment.put(offset + HEADER_BYTES, bytes, from, length);
    setEntry(foundSlot, probeHash, newPlace);
    if (place == 0) {
      size++;
    }
    return true;
  }

  /** Moves records together; false if that would win little. */
  private boolean compact() {
    if (usedBytes - liveBytes < usedBytes / 8 + segmentBytes) {
      return false;
    }
    int oldSegments = data.size();
    int oldUsedInLast = usedInLast;
    int toSegment = 0;
    int toOffset = 0;
    for (int s = 0; s < oldSegments; s++) {
      MemorySegment segment = data.get(s);
      int end = s == oldSegments - 1 ? oldUsedInLast : segmentBytes;
      int offset = 0;
      while (offset + HEADER_BYTES <= end && segment.getInt(offset) != END_OF_SEGMENT) {
        int bytes = roomFor(segment.getInt(offset));
        int place = (s << segmentBits - UNIT_BITS) + (offset >>> UNIT_BITS) + 1;
        int slot = slotOf(segment.getInt(offset + 4), place);
        if (slot >= 0) {
          if (toOffset + bytes > segmentBytes) {
            markEnd(toSegment, toOffset);
            toSegment++;
            toOffset = 0;
          }
          MemorySegment target = data.get(toSegment);
          segment.copyTo(offset, target, toOffset, bytes);
          entrySegment(slot)
              .putInt(
                  entryOffset(slot) + 4,
                  (toSegment << segmentBits - UNIT_BITS) + (toOffset >>> UNIT_BITS) + 1);
          toOffset += bytes;
        }
        offset += bytes;
      }
    }
    for (int s = oldSegments - 1; s > toSegment; s--) {
      memory.release(data.remove(s));
    }
    usedInLast = toOffset;
    usedBytes = liveBytes;
    return true;
  }

  private void markEnd(int segment, int offset) {
    if (offset + 4 <= segmentBytes) {
      data.get(segment).putInt(offset, END_OF_SEGMENT);
    }
  }

  /** The slot of a record that lies at a place; -1 if another has taken its place. */
  private int slotOf(int hash, int place) {
    int slot = hash & indexMask;
    while (true) {
      int found = entrySegment(slot).getInt(entryOffset(slot) + 4);
      if (found == place) {
        return slot;
      }
      if (found == 0) {
        return -1;
      }
      slot = slot + 1 & indexMask;
    }
  }

  // ---- reducing ----

  /** Makes one record of two. */
  public interface Reducer<T> {
    /**
     * @param kept belongs to the reducer
     * @param record is only lent
     */
    T reduce(T kept, T record) throws Exception;
  }

  /**
   * Reduces a record with that of the same key, or puts it there.
   *
   * @return false, with the table unchanged, if there is no memory
   */
  public boolean reduce(T record, Reducer<T> reducer) throws Exception {
    if (!ensureIndex()) {
      return false;
    }
    seek(record);
    T result = record;
    if (foundPlace != 0) {
      int slot = foundSlot;
      int place = foundPlace;
      int hash = probeHash;
      result = reducer.reduce(read(place), record);
      found(slot, place, hash);
    }
    return write(result);
  }

  // ---- reducing in bytes, for KeyBatch ----

  /** Null if keys do not stand first, or have no form of their own. */
  KeyBytes keyBytes() {
    return keyBytes;
  }

  TypeSerializer<T> serializer() {
    return serializer;
  }

  TypeComparator<T> keys() {
    return keys;
  }

  /**
   * Reads the entries of many keys, then their records: cache misses that do not wait for each
   * other. What is looked for afterwards is near.
   */
  void bringNear(int[] hashes, int from, int to) {
    if (index.isEmpty()) {
      return;
    }
    if (nearPlaces.length < to) {
      nearPlaces = new int[to];
    }
    for (int i = from; i < to; i++) {
      int slot = hashes[i] & indexMask;
      MemorySegment segment = entrySegment(slot);
      int offset = entryOffset(slot);
      nearPlaces[i] = segment.getInt(offset) == hashes[i] ? segment.getInt(offset + 4) : 0;
    }
    int read = 0;
    for (int i = from; i < to; i++) {
      if (nearPlaces[i] != 0) {
        read += segmentOf(nearPlaces[i]).get(offsetOf(nearPlaces[i]) + HEADER_BYTES);
      }
    }
    nearSum = read;
  }

  /**
   * Reduces a serialized record with that of the same key, or puts it there.
   *
   * @return false, with the table unchanged, if there is no memory
   */
  boolean reduceBytes(
      byte[] bytes, int from, int length, int keyLength, int hash, KeyBatch.Reducer reducer)
      throws IOException {
    if (!ensureIndex()) {
      return false;
    }
    seekBytes(bytes, from, keyLength, hash);
    if (foundPlace != 0) {
      reducer.reduce(
          segmentOf(foundPlace),
          offsetOf(foundPlace) + HEADER_BYTES + keyLength,
          bytes,
          from + keyLength);
      return true;
    }
    return write(bytes, from, length);
  }

  // ---- reading ----

  /** Finds records by the key of records of another type. */
  public final class Lookup<O> {
    private final TypeComparator<O> otherKeys;
    private final KeyBytes otherBytes;
    private final KeyHasher<O> otherHasher;
    private final KeyPair<O, T> pair;

    /**
     * @param otherKeys of the same types as the table's, in the same order
     */
    public Lookup(TypeComparator<O> otherKeys) {
      this.otherKeys = otherKeys.duplicate();
      this.otherBytes = keyBytes == null ? null : KeyBytes.of(serializer, keys);
      this.otherHasher = new KeyHasher<>(otherKeys.duplicate());
      this.pair = new KeyPair<>(otherKeys.duplicate(), keys.duplicate());
    }

    /** The record with the same key, which belongs to the caller; null if there is none. */
    public T find(O other) throws IOException {
      if (size == 0) {
        return null;
      }
      if (otherBytes != null) {
        @SuppressWarnings("unchecked")
        TypeComparator<Object> erased = (TypeComparator<Object>) (TypeComparator<?>) otherKeys;
        otherBytes.set(erased, other);
        seekBytes(otherBytes);
        return foundPlace == 0 ? null : read(foundPlace);
      }
      int hash = otherHasher.hash(other);
      boolean set = false;
      for (int slot = hash & indexMask; ; slot = slot + 1 & indexMask) {
        MemorySegment segment = entrySegment(slot);
        int place = segment.getInt(entryOffset(slot) + 4);
        if (place == 0) {
          return null;
        }
        if (segment.getInt(entryOffset(slot)) == hash) {
          if (!set) {
            pair.setFirst(other);
            set = true;
          }
          T candidate = read(place);
          if (pair.compareTo(candidate) == 0) {
            return candidate;
          }
        }
      }
    }
  }

  /** Hands out all records, in the order in which their keys came. */
  public void forEach(Receiver<T> receiver) throws Exception {
    for (int s = 0; s < data.size(); s++) {
      MemorySegment segment = data.get(s);
      int end = s == data.size() - 1 ? usedInLast : segmentBytes;
      int offset = 0;
      while (offset + HEADER_BYTES <= end && segment.getInt(offset) != END_OF_SEGMENT) {
        int place = (s << segmentBits - UNIT_BITS) + (offset >>> UNIT_BITS) + 1;
        int bytes = roomFor(segment.getInt(offset));
        if (liveBytes == usedBytes || slotOf(segment.getInt(offset + 4), place) >= 0) {
          receiver.take(read(place));
        }
        offset += bytes;
      }
    }
  }

  /** Forgets all records and gives the memory back. Idempotent. */
  public void clear() {
    memory.release(index);
    index = new ArrayList<>();
    memory.release(data);
    data.clear();
    usedInLast = segmentBytes;
    size = 0;
    usedBytes = 0;
    liveBytes = 0;
  }
}
