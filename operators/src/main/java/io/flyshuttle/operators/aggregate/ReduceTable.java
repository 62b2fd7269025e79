// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.aggregate;

import io.flyshuttle.core.memory.DataOutputSerializer;
import io.flyshuttle.core.type.TypeComparator;
import io.flyshuttle.operators.key.KeyHasher;
import java.io.IOException;
import java.util.Arrays;

/**
 * One record per key, in an open-addressing hash table of objects: hash codes in one array, records
 * in another, collisions in the next free place. Used by one thread.
 */
final class ReduceTable implements ReducingTable {

  private static final int INITIAL_CAPACITY = 1 << 10;

  /** One record of so many is serialized to estimate sizes. */
  private static final int SAMPLE_EVERY = 32;

  /** Headers and references of the record's objects, and its place in the arrays. */
  private static final int OVERHEAD_BYTES = 80;

  private final TypeComparator<Object> keys;
  private final KeyHasher<Object> hasher;
  private final Reduction reduction;
  private final long budget;
  private final DataOutputSerializer scratch = new DataOutputSerializer(64);
  private int[] hashes = new int[INITIAL_CAPACITY];
  private Object[] records = new Object[INITIAL_CAPACITY];
  private int mask = INITIAL_CAPACITY - 1;
  private int size;
  private int limit = INITIAL_CAPACITY / 2;
  private long sampledBytes;
  private long samples;
  private boolean full;

  /**
   * @param budget bytes that the table should not exceed by much
   */
  ReduceTable(TypeComparator<Object> keys, Reduction reduction, long budget) {
    this.keys = keys;
    this.hasher = new KeyHasher<>(keys);
    this.reduction = reduction;
    this.budget = budget;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public boolean add(Object record) throws Exception {
    if (full) {
      return false;
    }
    int hash = hasher.hash(record);
    keys.setReference(record);
    int place = hash & mask;
    for (Object found = records[place]; found != null; found = records[place]) {
      if (hashes[place] == hash && keys.equalToReference(found)) {
        records[place] = reduction.reduce(found, record);
        return true;
      }
      place = (place + 1) & mask;
    }
    hashes[place] = hash;
    records[place] = reduction.copy(record);
    size++;
    if (size % SAMPLE_EVERY == 1) {
      sample(record);
    }
    if (size >= limit) {
      if (estimatedBytes() * 2 > budget) {
        full = true;
        return true;
      }
      grow();
    }
    full = (size & 63) == 0 && estimatedBytes() > budget;
    return true;
  }

  /** Everything is reduced when it is added. */
  @Override
  public boolean flush() {
    return true;
  }

  private void sample(Object record) throws IOException {
    scratch.clear();
    reduction.serializer().serialize(record, scratch);
    sampledBytes += scratch.length();
    samples++;
    scratch.pruneBuffer();
  }

  private long estimatedBytes() {
    return size * (OVERHEAD_BYTES + 2 * sampledBytes / Math.max(1, samples));
  }

  private void grow() {
    int[] oldHashes = hashes;
    Object[] oldRecords = records;
    int capacity = 2 * records.length;
    hashes = new int[capacity];
    records = new Object[capacity];
    mask = capacity - 1;
    limit = capacity / 2;
    for (int i = 0; i < oldRecords.length; i++) {
      if (oldRecords[i] != null) {
        int place = oldHashes[i] & mask;
        while (records[place] != null) {
          place = (place + 1) & mask;
        }
        hashes[place] = oldHashes[i];
        records[place] = oldRecords[i];
      }
    }
  }

  /** Keeps its arrays. */
  @Override
  public void drain(Receiver receiver) throws Exception {
    for (int i = 0; i < records.length; i++) {
      if (records[i] != null) {
        receiver.take(records[i]);
      }
    }
    Arrays.fill(records, null);
    size = 0;
    full = false;
  }

  @Override
  public void close() {}
}
