// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.heap;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.state.KeyGroups;
import io.flyshuttle.core.state.KeyedRestore;
import io.flyshuttle.core.state.canonical.RestoredSerializers;
import io.flyshuttle.core.state.canonical.SnapshotHeader;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.core.type.TypeSerializerSnapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads key groups into a backend, with the serializers that wrote them. */
public final class HeapRestore<K> implements KeyedRestore {
  private final HeapKeyedStateBackend<K> backend;
  private final TypeSerializer<K> keySerializer;
  private final List<Target> states = new ArrayList<>();
  private final List<TimerTarget<K>> timers = new ArrayList<>();

  @SuppressWarnings("unchecked")
  HeapRestore(HeapKeyedStateBackend<K> backend, SnapshotHeader header) {
    this.backend = backend;
    this.keySerializer = ((TypeSerializerSnapshot<K>) header.keySerializer()).restoreSerializer();
    for (SnapshotHeader.StateEntry entry : header.states()) {
      states.add(target(entry));
    }
    for (SnapshotHeader.TimerEntry entry : header.timers()) {
      timers.add(
          new TimerTarget<>(
              backend.queueToRestore(entry), RestoredSerializers.of(entry).namespaceSerializer()));
    }
  }

  private Target target(SnapshotHeader.StateEntry entry) {
    try {
      RestoredSerializers serializers = RestoredSerializers.of(entry);
      return new Target(
          entry.name(),
          backend.tableToRestore(entry),
          serializers.namespaceSerializer(),
          serializers.valueSerializer());
    } catch (RuntimeException e) {
      throw RestoredSerializers.notReadable(entry.name(), e);
    }
  }

  @Override
  public void readKeyGroup(int keyGroup, DataInputView in) throws IOException {
    if (!backend.keyGroups().contains(keyGroup)) {
      throw new IllegalArgumentException(
          "the key group " + keyGroup + " is not one of " + backend.keyGroups());
    }
    for (int state = 0; state < states.size(); state++) {
      readState(state, keyGroup, in);
    }
    readTimers(keyGroup, in);
  }

  /** Reads one state of a group. */
  public void readState(int state, int keyGroup, DataInputView in) throws IOException {
    try {
      readState(states.get(state), keyGroup, in);
    } catch (RuntimeException e) {
      throw RestoredSerializers.notReadable(states.get(state).name, e);
    }
  }

  /** Reads the timers of a group, which stand behind all state. */
  public void readTimers(int keyGroup, DataInputView in) throws IOException {
    for (TimerTarget<K> target : timers) {
      for (int left = in.readInt(); left > 0; left--) {
        long time = in.readLong();
        K key = keySerializer.deserialize(in);
        target.queue.add(time, key, in.readBoolean() ? target.namespaces.deserialize(in) : null);
      }
    }
  }

  private void readState(Target state, int keyGroup, DataInputView in) throws IOException {
    int entries = in.readInt();
    state.table.expect(keyGroup, entries);
    for (int left = entries; left > 0; left--) {
      K key = keySerializer.deserialize(in);
      Object namespace = state.namespaces == null ? null : state.namespaces.deserialize(in);
      Object value = state.values.deserialize(in);
      state.table.load(keyGroup, key, namespace, value, KeyGroups.mix(key.hashCode()));
    }
  }

  private record Target(
      String name,
      StateTable table,
      TypeSerializer<Object> namespaces,
      TypeSerializer<Object> values) {}

  private record TimerTarget<K>(
      HeapTimerQueue<K, Object> queue, TypeSerializer<Object> namespaces) {}
}
