// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.binary;

import io.flyshuttle.core.memory.DataInputDeserializer;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.serialize.collection.MapSerializer;
import io.flyshuttle.core.state.KeyGroupRange;
import io.flyshuttle.core.state.KeyedSnapshot;
import io.flyshuttle.core.state.canonical.SnapshotHeader;
import io.flyshuttle.core.state.heap.HeapKeyedSnapshot;
import io.flyshuttle.core.state.ttl.Expiry;
import io.flyshuttle.core.type.TypeSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All tables, then what the heap keeps, in the canonical form. Made by the task's thread, written
 * by another.
 */
final class BinaryKeyedSnapshot implements KeyedSnapshot {
  private final TypeSerializer<Object> keySerializer;
  private final KeyGroupRange keyGroups;
  private final SnapshotHeader header;
  private final List<FrozenState> states = new ArrayList<>();
  private final ByteStore.Frozen frozen;
  private final HeapKeyedSnapshot heap;

  /** */
  private record FrozenState(
      ByteTable bytes,
      EntryTable table,
      TypeSerializer<Object> namespaces,
      TypeSerializer<Object> values,
      Expiry expiry) {

    /** Whether a value has expired; reads it if values of this state do. */
    boolean isExpired(DataInputDeserializer value) throws IOException {
      return expiry != null && expiry.isExpired(table.read(values, value));
    }

    /** Whether a value of a map has expired. */
    boolean isExpiredInMap(DataInputDeserializer value) throws IOException {
      return expiry != null
          && expiry.isExpired(
              EntryTable.readNullable(EntryTable.map(values).getValueSerializer(), value));
    }
  }

  /** The bytes that are left in a view, to be read more than once. */
  private static byte[] bytes(DataInputDeserializer view) throws IOException {
    byte[] bytes = new byte[view.available()];
    view.readFully(bytes);
    return bytes;
  }

  /**
   * @param frozen null if the tables are written in another form
   */
  BinaryKeyedSnapshot(
      TypeSerializer<Object> keySerializer,
      KeyGroupRange keyGroups,
      int maxParallelism,
      Collection<EntryTable> tables,
      ByteStore.Frozen frozen,
      HeapKeyedSnapshot heap) {
    this.keySerializer = keySerializer.duplicate();
    this.keyGroups = keyGroups;
    this.frozen = frozen;
    this.heap = heap;
    List<SnapshotHeader.StateEntry> entries = new ArrayList<>();
    for (EntryTable table : tables) {
      TypeSerializer<Object> namespaces =
          table.namespaceSerializer() == null ? null : table.namespaceSerializer().duplicate();
      TypeSerializer<Object> values = table.valueSerializer().duplicate();
      states.add(
          new FrozenState(
              table.bytes(),
              table,
              namespaces,
              values,
              table.expiry() == null ? null : table.expiry().asOfNow()));
      entries.add(
          new SnapshotHeader.StateEntry(
              table.name(),
              table.kind(),
              namespaces == null ? null : namespaces.snapshotConfiguration(),
              values.snapshotConfiguration()));
    }
    entries.addAll(heap.header().states());
    this.header =
        new SnapshotHeader(
            maxParallelism,
            this.keySerializer.snapshotConfiguration(),
            entries,
            heap.header().timers());
  }

  @Override
  public KeyGroupRange keyGroups() {
    return keyGroups;
  }

  /** Whether there is nothing to know about at all. */
  boolean hasNothing() {
    return header.states().isEmpty() && header.timers().isEmpty();
  }

  @Override
  public boolean isEmpty(int keyGroup) {
    try {
      for (FrozenState state : states) {
        if (!frozen.isEmpty(state.bytes, keyGroup - keyGroups.start())) {
          return false;
        }
      }
    } catch (IOException e) {
      // writing the group will fail with it
      return false;
    }
    return heap.isEmpty(keyGroup);
  }

  @Override
  public void writeHeader(DataOutputView out) throws IOException {
    header.write(out);
  }

  @Override
  public void writeKeyGroup(int keyGroup, DataOutputView out) throws IOException {
    for (FrozenState state : states) {
      write(state, keyGroup - keyGroups.start(), out);
    }
    heap.writeKeyGroup(keyGroup, out);
  }

  /** Whether the heap has nothing in a group. */
  boolean isHeapEmpty(int keyGroup) {
    return heap.isEmpty(keyGroup);
  }

  /** Writes what the heap has in a group. */
  void writeHeapParts(int keyGroup, DataOutputView out) throws IOException {
    heap.writeKeyGroup(keyGroup, out);
  }

  private void write(FrozenState state, int group, DataOutputView out) throws IOException {
    if (state.table.isMap()) {
      MapWriter counting = new MapWriter(state, null);
      counting.write(group);
      out.writeInt(counting.count);
      new MapWriter(state, out).write(group);
      return;
    }
    int[] count = new int[1];
    frozen.forEach(
        state.bytes,
        group,
        (key, value) -> {
          count[0] += state.isExpired(value) ? 0 : 1;
          return true;
        });
    out.writeInt(count[0]);
    frozen.forEach(
        state.bytes,
        group,
        (key, value) -> {
          DataInputDeserializer again = value;
          if (state.expiry != null) {
            byte[] bytes = bytes(value);
            if (state.isExpired(new DataInputDeserializer(bytes))) {
              return true;
            }
            again = new DataInputDeserializer(bytes);
          }
          out.write(key, key.available());
          if (state.table.isList()) {
            state.values.serialize(state.table.read(state.values, again), out);
          } else {
            out.write(again, again.available());
          }
          return true;
        });
  }

  /** Collects the pairs of each map, which lie together; counts the maps, and may write them. */
  private final class MapWriter {
    private final FrozenState state;
    private final MapSerializer<Object, Object> maps;
    private final DataOutputView out;
    private byte[] prefix;
    private Map<Object, Object> pairs = new LinkedHashMap<>();
    private int count;

    MapWriter(FrozenState state, DataOutputView out) {
      this.state = state;
      this.maps = EntryTable.map(state.values);
      this.out = out;
    }

    void write(int group) throws IOException {
      frozen.forEach(state.bytes, group, this::add);
      if (prefix != null) {
        end();
      }
    }

    private boolean add(DataInputDeserializer key, DataInputDeserializer value) throws IOException {
      byte[] pair = bytes(value);
      if (state.isExpiredInMap(new DataInputDeserializer(pair))) {
        return true;
      }
      byte[] whole = bytes(key);
      DataInputDeserializer in = new DataInputDeserializer(whole);
      keySerializer.deserialize(in);
      if (state.namespaces != null) {
        state.namespaces.deserialize(in);
      }
      byte[] next = Arrays.copyOf(whole, in.getPosition());
      if (!Arrays.equals(prefix, next)) {
        if (prefix != null) {
          end();
        }
        prefix = next;
      }
      if (out != null) {
        Object mapKey = maps.getKeySerializer().deserialize(in);
        pairs.put(
            mapKey,
            EntryTable.readNullable(maps.getValueSerializer(), new DataInputDeserializer(pair)));
      }
      return true;
    }

    private void end() throws IOException {
      count++;
      if (out != null) {
        out.write(prefix);
        maps.serialize(pairs, out);
        pairs = new LinkedHashMap<>();
      }
    }
  }

  @Override
  public void close() {
    if (frozen != null) {
      frozen.close();
    }
    heap.close();
  }
}
