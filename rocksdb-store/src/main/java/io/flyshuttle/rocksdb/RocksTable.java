// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.rocksdb;

import io.flyshuttle.core.memory.DataInputDeserializer;
import io.flyshuttle.core.state.binary.ByteTable;
import java.io.IOException;
import java.util.Arrays;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/**
 * One state's entries in a database that it shares with the others.
 *
 * <pre>
 *  0       2       4
 *  +-------+-------+-------------------------------+
 *  | table | group | key, namespace, key of the map |
 *  +-------+-------+-------------------------------+
 * </pre>
 *
 * <p>Numbers are big-endian, so that a table and in it a group lie together. The group is counted
 * from that of all subtasks. Used by the task's thread.
 */
final class RocksTable implements ByteTable {
  static final int PREFIX_BYTES = 4;
  private static final int FIRST_VALUE_BYTES = 256;

  private final RocksByteStore store;
  private final String name;
  private final int firstGroup;
  private int id;
  private byte[] keyBuffer = new byte[64];
  private byte[] valueBuffer = new byte[FIRST_VALUE_BYTES];

  RocksTable(RocksByteStore store, String name, int id, int firstGroup) {
    this.store = store;
    this.name = name;
    this.id = id;
    this.firstGroup = firstGroup;
  }

  String name() {
    return name;
  }

  /** The number by which its entries are found. */
  int id() {
    return id;
  }

  /** Takes the number that it has in a database that was restored. */
  void useId(int restoredId) {
    this.id = restoredId;
  }

  /** Where a group's entries begin. */
  byte[] prefix(int group) {
    byte[] prefix = new byte[PREFIX_BYTES];
    writePrefix(id, group + firstGroup, prefix);
    return prefix;
  }

  static void writePrefix(int table, int keyGroup, byte[] target) {
    target[0] = (byte) (table >>> 8);
    target[1] = (byte) table;
    target[2] = (byte) (keyGroup >>> 8);
    target[3] = (byte) keyGroup;
  }

  private int key(int group, byte[] key, int keyLength) {
    int length = PREFIX_BYTES + keyLength;
    if (keyBuffer.length < length) {
      keyBuffer = new byte[length * 2];
    }
    writePrefix(id, group + firstGroup, keyBuffer);
    System.arraycopy(key, 0, keyBuffer, PREFIX_BYTES, keyLength);
    return length;
  }

  @Override
  public boolean get(int group, int hash, byte[] key, int keyLength, DataInputDeserializer value)
      throws IOException {
    int length = key(group, key, keyLength);
    RocksDB database = store.database();
    try {
      int found = database.get(keyBuffer, 0, length, valueBuffer, 0, valueBuffer.length);
      if (found == RocksDB.NOT_FOUND) {
        return false;
      }
      if (found > valueBuffer.length) {
        valueBuffer = new byte[found + found / 2];
        found = database.get(keyBuffer, 0, length, valueBuffer, 0, valueBuffer.length);
      }
      value.setBuffer(valueBuffer, 0, found);
      return true;
    } catch (RocksDBException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void put(int group, int hash, byte[] key, int keyLength, byte[] value, int valueLength)
      throws IOException {
    int length = key(group, key, keyLength);
    try {
      store.database().put(store.writeOptions(), keyBuffer, 0, length, value, 0, valueLength);
    } catch (RocksDBException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void remove(int group, int hash, byte[] key, int keyLength) throws IOException {
    int length = key(group, key, keyLength);
    try {
      store.database().delete(store.writeOptions(), keyBuffer, 0, length);
    } catch (RocksDBException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void append(int group, int hash, byte[] key, int keyLength, byte[] more, int length)
      throws IOException {
    int whole = key(group, key, keyLength);
    try {
      store.database().merge(store.writeOptions(), keyBuffer, 0, whole, more, 0, length);
    } catch (RocksDBException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void forEachPrefix(int group, byte[] prefix, int prefixLength, Visitor visitor)
      throws IOException {
    byte[] whole = Arrays.copyOf(prefix(group), PREFIX_BYTES + prefixLength);
    System.arraycopy(prefix, 0, whole, PREFIX_BYTES, prefixLength);
    RocksScan.forEach(store.database(), null, whole, visitor);
  }

  @Override
  public byte[] visitSome(int group, byte[] after, int limit, Visitor visitor) throws IOException {
    byte[] prefix = prefix(group);
    byte[] start = prefix;
    if (after != null) {
      // the least key that is greater
      start = Arrays.copyOf(prefix, PREFIX_BYTES + after.length + 1);
      System.arraycopy(after, 0, start, PREFIX_BYTES, after.length);
    }
    byte[][] last = new byte[1][];
    int[] left = {limit};
    RocksScan.forEach(
        store.database(),
        null,
        prefix,
        start,
        (key, value) -> {
          byte[] seen = new byte[key.available()];
          key.readFully(seen);
          visitor.visit(new DataInputDeserializer(seen), value);
          left[0]--;
          last[0] = left[0] == 0 ? seen : null;
          return left[0] > 0;
        });
    return last[0];
  }

  @Override
  public void forEach(int group, Visitor visitor) throws IOException {
    RocksScan.forEach(store.database(), null, prefix(group), visitor);
  }

  @Override
  public boolean mayHave(int group) {
    return true;
  }
}
