// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.rocksdb;

import io.flyshuttle.core.checkpoint.KeyedStatePart;
import io.flyshuttle.core.checkpoint.StateBlob;
import io.flyshuttle.core.checkpoint.file.BlobReader;
import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.state.KeyGroupRange;
import io.flyshuttle.core.state.binary.ByteStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.StringAppendOperator;
import org.rocksdb.WriteBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files of databases: from checkpoints and back into tables. */
final class RocksFiles {
  private static final Logger LOG = LoggerFactory.getLogger(RocksFiles.class);
  private static final int CHUNK_BYTES = 64 << 10;
  private static final int BATCH_BYTES = 1 << 20;

  private RocksFiles() {}

  /** What a checkpoint has: its tables, and the names of its files. */
  record Index(List<RocksSnapshot.TableName> tables, List<String> files) {

    static Index read(DataInputView in) throws IOException {
      List<RocksSnapshot.TableName> tables = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        tables.add(new RocksSnapshot.TableName(in.readInt(), in.readUTF()));
      }
      List<String> files = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        files.add(in.readUTF());
      }
      return new Index(tables, files);
    }
  }

  /** The files of a directory, by name. */
  static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }

  /** Writes the files of a checkpoint into a directory. */
  static Index download(KeyedStatePart files, BlobReader reader, Path directory)
      throws IOException {
    Index index = reader.read(files.blobs().get(0), Index::read);
    for (int i = 0; i < index.files.size(); i++) {
      StateBlob blob = files.blobs().get(i + 1);
      // a name is one of RocksDB's and not a path
      Path file = directory.resolve(Path.of(index.files.get(i)).getFileName());
      reader.read(blob, in -> writeTo(file, in, blob.length()));
    }
    return index;
  }

  private static Path writeTo(Path file, DataInputView in, long length) throws IOException {
    byte[] chunk = new byte[CHUNK_BYTES];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (long left = length; left > 0; ) {
        int count = (int) Math.min(left, chunk.length);
        in.readFully(chunk, 0, count);
        out.write(chunk, 0, count);
        left -= count;
      }
    }
    return file;
  }

  /** Copies entries of some groups from a downloaded database into a store's tables. */
  static void copy(
      Index index,
      Path directory,
      ByteStore.TablesByName byName,
      KeyGroupRange keyGroups,
      RocksByteStore store)
      throws IOException {
    RocksDB target = store.database();
    try (StringAppendOperator append = new StringAppendOperator("");
        Options options = new Options().setMergeOperator(append);
        RocksDB source = RocksDB.openReadOnly(options, directory.toString());
        RocksIterator entries = source.newIterator();
        WriteBatch batch = new WriteBatch()) {
      for (RocksSnapshot.TableName old : index.tables()) {
        if (!(byName.table(old.name()) instanceof RocksTable table)) {
          continue;
        }
        byte[] prefix = new byte[RocksTable.PREFIX_BYTES];
        RocksTable.writePrefix(old.id(), keyGroups.start(), prefix);
        for (entries.seek(prefix); entries.isValid(); entries.next()) {
          byte[] key = entries.key();
          int ofTable = (key[0] & 0xff) << 8 | key[1] & 0xff;
          int keyGroup = (key[2] & 0xff) << 8 | key[3] & 0xff;
          if (ofTable != old.id() || keyGroup >= keyGroups.end()) {
            break;
          }
          RocksTable.writePrefix(table.id(), keyGroup, key);
          batch.put(key, entries.value());
          if (batch.getDataSize() > BATCH_BYTES) {
            target.write(store.writeOptions(), batch);
            batch.clear();
          }
        }
        entries.status();
      }
      target.write(store.writeOptions(), batch);
    } catch (RocksDBException e) {
      throw new IOException(e);
    }
  }

  /** Deletes a directory with all that is in it; what cannot be deleted is left to the task. */
  static void deleteAll(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      LOG.debug("{} is left to the task, which deletes its files at its end", directory, e);
    }
  }
}
