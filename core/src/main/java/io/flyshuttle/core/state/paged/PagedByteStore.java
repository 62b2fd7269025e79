// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.paged;

import io.flyshuttle.core.checkpoint.KeyedStateHandle;
import io.flyshuttle.core.checkpoint.KeyedStatePart;
import io.flyshuttle.core.checkpoint.StateBlob;
import io.flyshuttle.core.checkpoint.file.BlobReader;
import io.flyshuttle.core.memory.ManagedMemory;
import io.flyshuttle.core.serialize.collection.ListSerializer;
import io.flyshuttle.core.serialize.kryo.KryoSerializer;
import io.flyshuttle.core.state.KeyGroupRange;
import io.flyshuttle.core.state.StateDescriptor;
import io.flyshuttle.core.state.binary.ByteStore;
import io.flyshuttle.core.state.binary.ByteTable;
import io.flyshuttle.core.state.binary.OwnSnapshot;
import io.flyshuttle.core.state.ttl.TtlSerializer;
import io.flyshuttle.core.type.TypeSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tables of records in pages of managed memory. Maps, values with a time to live and values that
 * only Kryo can write stay on the heap.
 */
final class PagedByteStore implements ByteStore {
  /** Name of the store and of its form. */
  static final String NAME = "paged";

  private final KeyGroupRange keyGroups;
  private final PagePool pool;
  private final List<PagedTable> tables = new ArrayList<>();
  private final PagedCheckpoints checkpoints = new PagedCheckpoints();

  PagedByteStore(KeyGroupRange keyGroups, ManagedMemory memory) {
    this.keyGroups = keyGroups;
    this.pool = new PagePool(memory);
  }

  @Override
  public String form() {
    return NAME;
  }

  @Override
  public boolean keeps(StateDescriptor.Type kind, TypeSerializer<?> values) {
    if (kind == StateDescriptor.Type.MAP) {
      return false;
    }
    TypeSerializer<?> written =
        values instanceof ListSerializer<?> list ? list.getElementSerializer() : values;
    return !(written instanceof TtlSerializer<?>) && !(written instanceof KryoSerializer<?>);
  }

  @Override
  public ByteTable newTable(String name, int keyBytes, int valueBytes) {
    PagedTable table =
        new PagedTable(name, RecordLayout.of(keyBytes, valueBytes), pool, keyGroups.size());
    tables.add(table);
    return table;
  }

  @Override
  public void drop(ByteTable table) {
    tables.remove((PagedTable) table);
    ((PagedTable) table).clear();
    checkpoints.forget();
  }

  @Override
  public Frozen freeze() {
    Map<ByteTable, PageList[]> frozen = new IdentityHashMap<>();
    for (PagedTable table : tables) {
      PageList[] pages = new PageList[keyGroups.size()];
      for (int group = 0; group < pages.length; group++) {
        pages[group] = table.mayHave(group) ? table.group(group).pages() : null;
      }
      frozen.put(table, pages);
    }
    return new FrozenPages(pool, pool.openSnapshot(), frozen);
  }

  private record FrozenPages(PagePool pool, int snapshot, Map<ByteTable, PageList[]> pages)
      implements Frozen {

    @Override
    public boolean isEmpty(ByteTable table, int group) {
      return pages.get(table)[group] == null;
    }

    @Override
    public void forEach(ByteTable table, int group, ByteTable.Visitor visitor) throws IOException {
      if (!isEmpty(table, group)) {
        pages.get(table)[group].forEach(visitor);
        pool.requireOpen();
      }
    }

    @Override
    public void close() {
      pool.closeSnapshot(snapshot);
    }
  }

  @Override
  public OwnSnapshot snapshot(long checkpointId, boolean incremental) {
    List<PagedSnapshot.GroupPages> groups = new ArrayList<>();
    for (int group = 0; group < keyGroups.size(); group++) {
      Map<String, PageList> pages = new HashMap<>();
      Map<String, long[]> dirty = new HashMap<>();
      for (PagedTable table : tables) {
        PagedGroup entries = table.group(group);
        if (entries != null) {
          pages.put(table.name(), entries.pages());
          dirty.put(table.name(), entries.takeDirty());
        }
      }
      groups.add(new PagedSnapshot.GroupPages(pages, dirty));
    }
    PagedSnapshot snapshot =
        new PagedSnapshot(keyGroups, groups, pool, pool.openSnapshot(), incremental);
    checkpoints.taken(checkpointId, snapshot);
    return snapshot;
  }

  @Override
  public void restore(
      KeyedStateHandle handle, BlobReader reader, TablesByName byName, GroupReader remainder)
      throws IOException {
    for (KeyedStatePart part : handle.parts()) {
      if (!keyGroups.contains(part.keyGroups().start())) {
        continue;
      }
      int group = part.keyGroups().start() - keyGroups.start();
      StateBlob rest = part.blobs().get(0);
      if (rest.length() > 0) {
        reader.read(
            rest,
            in -> {
              remainder.read(group, in);
              return null;
            });
      }
      for (StateBlob blob : part.blobs().subList(1, part.blobs().size())) {
        reader.read(
            blob,
            in -> {
              PageCodec.read(group, in, byName);
              return null;
            });
      }
      for (PagedTable table : tables) {
        if (table.group(group) != null) {
          table.group(group).rebuild();
        }
      }
    }
  }

  @Override
  public void completed(long checkpointId) {
    checkpoints.completed(checkpointId);
  }

  @Override
  public void aborted(long checkpointId) {
    checkpoints.aborted(checkpointId);
  }

  /** Bytes of all pages, in use or not. */
  long bytes() {
    return pool.bytes();
  }

  @Override
  public void close() {
    tables.clear();
    pool.close();
  }
}
