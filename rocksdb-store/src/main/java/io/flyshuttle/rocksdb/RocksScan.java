// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.rocksdb;

import io.flyshuttle.core.memory.DataInputDeserializer;
import io.flyshuttle.core.state.binary.ByteTable;
import java.io.IOException;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.Snapshot;

/** Walks over the entries whose keys begin in one way. */
final class RocksScan {
  private RocksScan() {}

  /**
   * Visits entries, with the part of their keys behind table and group.
   *
   * @param snapshot null for the entries as they are now
   */
  static void forEach(RocksDB database, Snapshot snapshot, byte[] prefix, ByteTable.Visitor visitor)
      throws IOException {
    forEach(database, snapshot, prefix, prefix, visitor);
  }

  /**
   * As {@link #forEach(RocksDB, Snapshot, byte[], ByteTable.Visitor)}, from a key on.
   *
   * @param start begins with {@code prefix}
   */
  static void forEach(
      RocksDB database, Snapshot snapshot, byte[] prefix, byte[] start, ByteTable.Visitor visitor)
      throws IOException {
    DataInputDeserializer keyView = new DataInputDeserializer();
    DataInputDeserializer valueView = new DataInputDeserializer();
    byte[] end = after(prefix);
    try (ReadOptions options = new ReadOptions();
        Slice bound = new Slice(end)) {
      options.setIterateUpperBound(bound);
      if (snapshot != null) {
        options.setSnapshot(snapshot);
      }
      try (RocksIterator entries = database.newIterator(options)) {
        boolean more = true;
        for (entries.seek(start); more && entries.isValid(); entries.next()) {
          byte[] key = entries.key();
          keyView.setBuffer(key, RocksTable.PREFIX_BYTES, key.length - RocksTable.PREFIX_BYTES);
          valueView.setBuffer(entries.value());
          more = visitor.visit(keyView, valueView);
        }
        entries.status();
      } catch (RocksDBException e) {
        throw new IOException(e);
      }
    }
  }

  /** The first key behind all that begin with a prefix. */
  static byte[] after(byte[] prefix) {
    byte[] end = prefix.clone();
    for (int i = end.length - 1; i >= 0; i--) {
      if (++end[i] != 0) {
        return end;
      }
    }
    throw new IllegalArgumentException("no key lies behind this prefix");
  }
}
