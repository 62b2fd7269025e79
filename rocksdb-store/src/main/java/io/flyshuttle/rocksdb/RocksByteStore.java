// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.rocksdb;

import io.flyshuttle.core.checkpoint.KeyedStateHandle;
import io.flyshuttle.core.checkpoint.KeyedStatePart;
import io.flyshuttle.core.checkpoint.StateBlob;
import io.flyshuttle.core.checkpoint.file.BlobReader;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.memory.ManagedMemory;
import io.flyshuttle.core.memory.SpillDirectories;
import io.flyshuttle.core.state.KeyGroupRange;
import io.flyshuttle.core.state.StateDescriptor;
import io.flyshuttle.core.state.binary.ByteStore;
import io.flyshuttle.core.state.binary.ByteTable;
import io.flyshuttle.core.state.binary.OwnSnapshot;
import io.flyshuttle.core.type.TypeSerializer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.rocksdb.Checkpoint;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Snapshot;
import org.rocksdb.WriteOptions;

/**
 * Tables in one database on the local disk. What is in it need not survive the process: checkpoints
 * do that, so there is no log. The database is opened when it is first used, so that a restore can
 * begin with its files.
 */
final class RocksByteStore implements ByteStore {
  /** Name of the store and of its form. */
  static final String NAME = "rocksdb";

  private final KeyGroupRange keyGroups;
  private final SpillDirectories directories;
  private final ManagedMemory memory;
  private final List<RocksTable> tables = new ArrayList<>();
  private final RocksCheckpoints checkpoints = new RocksCheckpoints();

  /** Held for reading by who writes a snapshot, for writing by who closes the database. */
  private final ReadWriteLock inUse = new ReentrantReadWriteLock();

  private RocksMemory rocksMemory;
  private WriteOptions writeOptions;
  private Path directory;
  private RocksDB database;
  private int nextTable;
  private boolean closed;

  RocksByteStore(KeyGroupRange keyGroups, ManagedMemory memory, SpillDirectories directories) {
    this.keyGroups = keyGroups;
    this.memory = memory;
    this.directories = directories;
  }

  @Override
  public String form() {
    return NAME;
  }

  @Override
  public boolean keeps(StateDescriptor.Type kind, TypeSerializer<?> values) {
    return true;
  }

  /** The database, opened now if it was not. */
  RocksDB database() throws IOException {
    if (database == null) {
      open(newDirectory("rocksdb"));
    }
    return database;
  }

  WriteOptions writeOptions() {
    return writeOptions;
  }

  private Path newDirectory(String purpose) throws IOException {
    return Files.createDirectories(directories.newFile(purpose));
  }

  private void open(Path where) throws IOException {
    if (closed) {
      throw new IOException("the state is closed");
    }
    try {
      RocksDB.loadLibrary();
      rocksMemory = new RocksMemory(memory);
      writeOptions = new WriteOptions().setDisableWAL(true);
      directory = where;
      database = RocksDB.open(rocksMemory.options(), where.toString());
    } catch (RocksDBException | UnsatisfiedLinkError e) {
      throw new FlyshuttleException(
          ErrorCode.DISK_FULL,
          "The keyed state of "
              + memory.owner()
              + " cannot be opened in "
              + where
              + ": "
              + e.getMessage(),
          e);
    }
  }

  @Override
  public ByteTable newTable(String name, int keyBytes, int valueBytes) {
    RocksTable table = new RocksTable(this, name, nextTable++, keyGroups.start());
    tables.add(table);
    return table;
  }

  @Override
  public void drop(ByteTable table) {
    RocksTable dropped = (RocksTable) table;
    tables.remove(dropped);
    byte[] begin = new byte[2];
    begin[0] = (byte) (dropped.id() >>> 8);
    begin[1] = (byte) dropped.id();
    try {
      database().deleteRange(writeOptions, begin, RocksScan.after(begin));
    } catch (RocksDBException | IOException e) {
      throw new FlyshuttleException(
          ErrorCode.DISK_FULL, "State could not be removed from RocksDB: " + e.getMessage(), e);
    }
  }

  @Override
  public Frozen freeze() {
    try {
      return new FrozenTables(database().getSnapshot());
    } catch (IOException e) {
      throw new FlyshuttleException(ErrorCode.DISK_FULL, e.getMessage(), e);
    }
  }

  private final class FrozenTables implements Frozen {
    private final Map<ByteTable, List<byte[]>> prefixes = new IdentityHashMap<>();
    private Snapshot snapshot;

    FrozenTables(Snapshot snapshot) {
      this.snapshot = snapshot;
      for (RocksTable table : tables) {
        List<byte[]> groups = new ArrayList<>();
        for (int group = 0; group < keyGroups.size(); group++) {
          groups.add(table.prefix(group));
        }
        prefixes.put(table, groups);
      }
    }

    @Override
    public boolean isEmpty(ByteTable table, int group) throws IOException {
      boolean[] found = new boolean[1];
      forEach(
          table,
          group,
          (key, value) -> {
            found[0] = true;
            return false;
          });
      return !found[0];
    }

    @Override
    public void forEach(ByteTable table, int group, ByteTable.Visitor visitor) throws IOException {
      inUse.readLock().lock();
      try {
        if (snapshot == null || closed) {
          throw new IOException("the task has ended, and its state with it");
        }
        RocksScan.forEach(database, snapshot, prefixes.get(table).get(group), visitor);
      } finally {
        inUse.readLock().unlock();
      }
    }

    @Override
    public void close() {
      inUse.readLock().lock();
      try {
        if (snapshot != null && !closed) {
          database.releaseSnapshot(snapshot);
          snapshot.close();
        }
        snapshot = null;
      } finally {
        inUse.readLock().unlock();
      }
    }
  }

  @Override
  public OwnSnapshot snapshot(long checkpointId, boolean incremental) {
    try {
      // links to the database's files, after what is in memory was written: nothing is copied
      Path files = directories.newFile("rocksdb-checkpoint");
      try (Checkpoint checkpoint = Checkpoint.create(database())) {
        checkpoint.createCheckpoint(files.toString());
      }
      List<RocksSnapshot.TableName> names = new ArrayList<>();
      tables.forEach(table -> names.add(new RocksSnapshot.TableName(table.id(), table.name())));
      RocksSnapshot snapshot =
          new RocksSnapshot(keyGroups, files, names, incremental, checkpoints.reusable());
      checkpoints.taken(checkpointId, snapshot);
      return snapshot;
    } catch (IOException | RocksDBException e) {
      throw new FlyshuttleException(
          ErrorCode.CHECKPOINT_FAILED,
          "RocksDB could not make a snapshot of " + memory.owner() + ": " + e.getMessage(),
          e);
    }
  }

  @Override
  public void restore(
      KeyedStateHandle handle, BlobReader reader, TablesByName byName, GroupReader remainder)
      throws IOException {
    List<KeyedStatePart> parts = handle.parts();
    for (KeyedStatePart part : parts.subList(0, parts.size() - 1)) {
      int keyGroup = part.keyGroups().start();
      if (keyGroups.contains(keyGroup)) {
        for (StateBlob blob : part.blobs()) {
          reader.read(
              blob,
              in -> {
                remainder.read(keyGroup - keyGroups.start(), in);
                return null;
              });
        }
      }
    }
    KeyedStatePart files = parts.get(parts.size() - 1);
    Path restored = newDirectory("rocksdb-restored");
    try {
      RocksFiles.Index index = RocksFiles.download(files, reader, restored);
      if (database == null && handle.keyGroups().equals(keyGroups)) {
        adopt(index, byName, restored);
      } else {
        RocksFiles.copy(index, restored, byName, keyGroups, this);
      }
    } finally {
      if (!restored.equals(directory)) {
        RocksFiles.deleteAll(restored);
      }
    }
  }

  /** Goes on with a database that has just the groups of this subtask. */
  private void adopt(RocksFiles.Index index, TablesByName byName, Path restored)
      throws IOException {
    for (RocksSnapshot.TableName old : index.tables()) {
      nextTable = Math.max(nextTable, old.id() + 1);
    }
    for (RocksTable table : tables) {
      // those that the database does not know get numbers that it does not know either
      table.useId(nextTable++);
    }
    for (RocksSnapshot.TableName old : index.tables()) {
      if (byName.table(old.name()) instanceof RocksTable table) {
        table.useId(old.id());
      }
    }
    open(restored);
  }

  @Override
  public void completed(long checkpointId) {
    checkpoints.completed(checkpointId);
  }

  @Override
  public void aborted(long checkpointId) {
    checkpoints.aborted(checkpointId);
  }

  @Override
  public void close() {
    inUse.writeLock().lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      if (database != null) {
        database.close();
        writeOptions.close();
        rocksMemory.close();
      }
    } finally {
      inUse.writeLock().unlock();
    }
    if (directory != null) {
      RocksFiles.deleteAll(directory);
    }
  }
}
