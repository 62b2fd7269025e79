// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.binary;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.state.KeyedRestore;
import io.flyshuttle.core.state.canonical.RestoredSerializers;
import io.flyshuttle.core.state.canonical.SnapshotHeader;
import io.flyshuttle.core.state.heap.HeapKeyedStateBackend;
import io.flyshuttle.core.state.heap.HeapRestore;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.core.type.TypeSerializerSnapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads key groups into tables and, what the store does not keep, into the heap. */
final class BinaryRestore<K> implements KeyedRestore {
  private final BinaryKeyedStateBackend<K> backend;
  private final TypeSerializer<K> keySerializer;
  private final List<Target> targets = new ArrayList<>();
  private final HeapRestore<K> heap;

  /**
   * @param table null if the heap keeps it
   * @param heapState its number among those that the heap keeps
   */
  private record Target(
      String name,
      EntryTable table,
      TypeSerializer<Object> namespaces,
      TypeSerializer<Object> values,
      int heapState) {}

  @SuppressWarnings("unchecked")
  BinaryRestore(
      BinaryKeyedStateBackend<K> backend, SnapshotHeader header, HeapKeyedStateBackend<K> heap) {
    this.backend = backend;
    this.keySerializer = ((TypeSerializerSnapshot<K>) header.keySerializer()).restoreSerializer();
    List<SnapshotHeader.StateEntry> onHeap = new ArrayList<>();
    for (SnapshotHeader.StateEntry entry : header.states()) {
      try {
        EntryTable table = backend.tableToRestore(entry);
        RestoredSerializers serializers = RestoredSerializers.of(entry);
        targets.add(
            new Target(
                entry.name(),
                table,
                serializers.namespaceSerializer(),
                serializers.valueSerializer(),
                onHeap.size()));
        if (table == null) {
          onHeap.add(entry);
        }
      } catch (RuntimeException e) {
        throw RestoredSerializers.notReadable(entry.name(), e);
      }
    }
    this.heap =
        heap.restore(
            new SnapshotHeader(
                header.maxParallelism(), header.keySerializer(), onHeap, header.timers()));
  }

  @Override
  public void readKeyGroup(int keyGroup, DataInputView in) throws IOException {
    if (!backend.keyGroups().contains(keyGroup)) {
      throw new IllegalArgumentException(
          "the key group " + keyGroup + " is not one of " + backend.keyGroups());
    }
    for (Target target : targets) {
      if (target.table == null) {
        heap.readState(target.heapState, keyGroup, in);
        continue;
      }
      try {
        read(target, keyGroup - backend.keyGroups().start(), in);
      } catch (FlyshuttleException e) {
        if (e.code() == ErrorCode.NOT_ENOUGH_MANAGED_MEMORY) {
          throw e;
        }
        throw RestoredSerializers.notReadable(target.name, e);
      } catch (RuntimeException e) {
        throw RestoredSerializers.notReadable(target.name, e);
      }
    }
    heap.readTimers(keyGroup, in);
  }

  private void read(Target target, int group, DataInputView in) throws IOException {
    int entries = in.readInt();
    target.table.expect(group, entries);
    for (int left = entries; left > 0; left--) {
      K key = keySerializer.deserialize(in);
      Object namespace = target.namespaces == null ? null : target.namespaces.deserialize(in);
      target.table.load(group, key, namespace, target.values.deserialize(in));
    }
  }

  /** Reads what the heap had in a group. */
  void readHeapParts(int group, DataInputView in) throws IOException {
    int keyGroup = group + backend.keyGroups().start();
    for (Target target : targets) {
      if (target.table == null) {
        heap.readState(target.heapState, keyGroup, in);
      }
    }
    heap.readTimers(keyGroup, in);
  }

  /** The tables of the states that the store keeps. */
  ByteStore.TablesByName tablesByName() {
    Map<String, ByteTable> tables = new HashMap<>();
    for (Target target : targets) {
      if (target.table != null) {
        tables.put(target.name, target.table.bytes());
      }
    }
    return tables::get;
  }
}
