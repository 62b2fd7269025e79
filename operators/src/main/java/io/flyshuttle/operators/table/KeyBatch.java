// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.table;

import io.flyshuttle.core.memory.DataInputDeserializer;
import io.flyshuttle.core.memory.DataOutputSerializer;
import io.flyshuttle.core.memory.MemorySegment;
import io.flyshuttle.core.serialize.composite.TupleSerializer;
import io.flyshuttle.core.tuple.Tuple;
import io.flyshuttle.core.type.TypeComparator;
import io.flyshuttle.core.type.TypeSerializer;
import java.io.IOException;

/**
 * Reduces records into a {@link KeyTable}, some dozens at a time: where a table is larger than the
 * processor's caches, a record costs two misses, and those of a batch are waited for together. (The
 * idea is group prefetching: S. Chen et al., "Improving Hash Join Performance through Prefetching",
 * ICDE 2004.) Records are serialized once and never read as objects here. Used by one thread.
 *
 * @param <T> type of the records, whose keys stand first and have one form in bytes
 */
public final class KeyBatch<T> {
  private static final int CAPACITY = 64;

  /** Large records come in smaller batches. */
  private static final int LARGEST_BYTES = 64 << 10;

  /** Changes a record where it lies. */
  public interface Reducer {
    /**
     * @param kept holds the kept record, whose bytes after the key begin at {@code offset}
     * @param record holds the given record, whose bytes after the key begin at {@code from}
     */
    void reduce(MemorySegment kept, int offset, byte[] record, int from);
  }

  private final KeyTable<T> table;
  private final Reducer reducer;
  private final TypeSerializer<T> serializer;
  private final TypeComparator<T> keys;
  private final int keyFields;

  /** Bytes of the fields that are not key; -1 if not always the same. */
  private final int restBytes;

  private final DataOutputSerializer out = new DataOutputSerializer(64 * CAPACITY);
  private final int[] starts = new int[CAPACITY + 1];
  private final int[] keyLengths = new int[CAPACITY];
  private final int[] hashes = new int[CAPACITY];
  private int next;
  private int count;

  private KeyBatch(KeyTable<T> table, Reducer reducer, int keyFields, int restBytes) {
    this.table = table;
    this.reducer = reducer;
    this.serializer = table.serializer();
    this.keys = table.keys();
    this.keyFields = keyFields;
    this.restBytes = restBytes;
  }

  /** How many fields of a table's records, the first ones, are the key; -1 if there is no batch. */
  public static int keyFields(KeyTable<?> table) {
    return table.keyBytes() == null ? -1 : table.keyBytes().fieldCount();
  }

  /**
   * @param table one with {@link #keyFields}
   */
  public static <T> KeyBatch<T> of(KeyTable<T> table, Reducer reducer) {
    int keyFields = keyFields(table);
    TypeSerializer<Object>[] fields =
        ((TupleSerializer<?>) (TypeSerializer<?>) table.serializer()).getFieldSerializers();
    int restBytes = 0;
    for (int i = keyFields; i < fields.length && restBytes >= 0; i++) {
      restBytes = fields[i].getLength() < 0 ? -1 : restBytes + fields[i].getLength();
    }
    return new KeyBatch<>(table, reducer, keyFields, restBytes);
  }

  /**
   * Adds a record, which is only lent.
   *
   * @return false, with the record not added, if the table is full and must be emptied first
   */
  public boolean add(T record) throws IOException {
    if ((count == CAPACITY || out.length() >= LARGEST_BYTES) && !flush()) {
      return false;
    }
    for (int i = 0; i < keyFields; i++) {
      if (((Tuple) record).getField(i) == null) {
        // names the field
        keys.setReference(record);
      }
    }
    int start = starts[count];
    serializer.serialize(record, out);
    int end = out.length();
    if (restBytes >= 0) {
      keyLengths[count] = end - start - restBytes;
    } else {
      @SuppressWarnings("unchecked")
      TypeComparator<Object> erased = (TypeComparator<Object>) (TypeComparator<?>) keys;
      table.keyBytes().set(erased, record);
      keyLengths[count] = table.keyBytes().length();
    }
    // keys are read by words: there must be some bytes behind them
    out.writeLong(0);
    out.setPosition(end);
    hashes[count] = KeyBytes.hash(out.getSharedBuffer(), start, keyLengths[count]);
    starts[++count] = end;
    return true;
  }

  /**
   * Puts all records into the table.
   *
   * @return false if the table is full before; the records that are left wait for the next call
   */
  public boolean flush() throws IOException {
    table.bringNear(hashes, next, count);
    byte[] bytes = out.getSharedBuffer();
    for (; next < count; next++) {
      int start = starts[next];
      if (!table.reduceBytes(
          bytes, start, starts[next + 1] - start, keyLengths[next], hashes[next], reducer)) {
        return false;
      }
    }
    clear();
    return true;
  }

  /** Hands out and forgets the records that are not in the table yet. */
  public void drain(KeyTable.Receiver<T> receiver) throws Exception {
    DataInputDeserializer in = new DataInputDeserializer();
    for (; next < count; next++) {
      in.setBuffer(out.getSharedBuffer(), starts[next], starts[next + 1] - starts[next]);
      receiver.take(serializer.deserialize(in));
    }
    clear();
  }

  private void clear() {
    next = 0;
    count = 0;
    out.clear();
    out.pruneBuffer();
  }
}
