// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.rocksdb;

import io.flyshuttle.core.checkpoint.KeyedStateHandle;
import io.flyshuttle.core.checkpoint.KeyedStatePart;
import io.flyshuttle.core.checkpoint.StateBlob;
import io.flyshuttle.core.checkpoint.file.BlobContent;
import io.flyshuttle.core.checkpoint.file.SegmentFiles;
import io.flyshuttle.core.checkpoint.file.SegmentWriter;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.state.KeyGroupRange;
import io.flyshuttle.core.state.binary.OwnSnapshot;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * The files of a database at one moment, as links. Tables of RocksDB never change once written, so
 * one that a complete checkpoint has saved is referred to.
 *
 * <p>The last part of the handle is for all groups: an index (names of tables and of files), then
 * the files in that order. Before it, for each group that has any, what the database does not keep.
 */
final class RocksSnapshot implements OwnSnapshot {
  private static final String TABLE_SUFFIX = ".sst";
  private static final int CHUNK_BYTES = 64 << 10;

  private final KeyGroupRange keyGroups;
  private final Path directory;
  private final List<TableName> tables;
  private final boolean incremental;
  private final Map<String, StateBlob> reusable;
  private volatile Map<String, StateBlob> saved;

  /** A table's number and name. */
  record TableName(int id, String name) {}

  RocksSnapshot(
      KeyGroupRange keyGroups,
      Path directory,
      List<TableName> tables,
      boolean incremental,
      Map<String, StateBlob> reusable) {
    this.keyGroups = keyGroups;
    this.directory = directory;
    this.tables = tables;
    this.incremental = incremental;
    this.reusable = incremental ? reusable : Map.of();
  }

  boolean isIncremental() {
    return incremental;
  }

  /** The files that later checkpoints may refer to; null as long as they are not written. */
  Map<String, StateBlob> saved() {
    return saved;
  }

  @Override
  public KeyedStateHandle write(
      SegmentFiles files, BlobContent header, IntFunction<BlobContent> remainder)
      throws IOException {
    List<KeyedStatePart> parts = new ArrayList<>();
    for (int group = 0; group < keyGroups.size(); group++) {
      BlobContent rest = remainder.apply(group);
      if (rest != null) {
        int keyGroup = group + keyGroups.start();
        parts.add(
            new KeyedStatePart(
                new KeyGroupRange(keyGroup, keyGroup + 1), List.of(files.own().write(rest))));
      }
    }
    List<Path> sorted = RocksFiles.list(directory);
    Map<String, StateBlob> blobs = new HashMap<>();
    List<StateBlob> inOrder = new ArrayList<>();
    inOrder.add(files.own().write(out -> writeIndex(sorted, out)));
    for (Path file : sorted) {
      String name = file.getFileName().toString();
      boolean table = name.endsWith(TABLE_SUFFIX);
      StateBlob blob = reusable.get(name);
      if (blob == null) {
        SegmentWriter segment = table && incremental ? files.shared() : files.own();
        blob = segment.write(out -> copy(file, out));
      }
      if (table) {
        blobs.put(name, blob);
      }
      inOrder.add(blob);
    }
    parts.add(new KeyedStatePart(keyGroups, inOrder));
    saved = blobs;
    return new KeyedStateHandle(RocksByteStore.NAME, keyGroups, files.own().write(header), parts);
  }

  private void writeIndex(List<Path> files, DataOutputView out) throws IOException {
    out.writeInt(tables.size());
    for (TableName table : tables) {
      out.writeInt(table.id);
      out.writeUTF(table.name);
    }
    out.writeInt(files.size());
    for (Path file : files) {
      out.writeUTF(file.getFileName().toString());
    }
  }

  private static void copy(Path file, DataOutputView out) throws IOException {
    byte[] chunk = new byte[CHUNK_BYTES];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        out.write(chunk, 0, read);
      }
    }
  }

  @Override
  public void close() {
    RocksFiles.deleteAll(directory);
  }
}
