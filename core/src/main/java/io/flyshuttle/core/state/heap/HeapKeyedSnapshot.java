// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.heap;

import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.state.KeyGroupRange;
import io.flyshuttle.core.state.KeyedSnapshot;
import io.flyshuttle.core.state.TimerQueue;
import io.flyshuttle.core.state.canonical.SnapshotHeader;
import io.flyshuttle.core.type.TypeSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * All tables and timers of a backend at one moment. Made by the task's thread, written by another.
 */
public final class HeapKeyedSnapshot implements KeyedSnapshot {
  private final KeyGroupRange keyGroups;
  private final TypeSerializer<Object> keySerializer;
  private final SnapshotHeader header;
  private final List<FrozenTable> tables = new ArrayList<>();
  private final List<FrozenTimers> timers = new ArrayList<>();
  private final SnapshotLedger.Opened opened;
  private boolean closed;

  @SuppressWarnings("unchecked")
  <K> HeapKeyedSnapshot(
      TypeSerializer<K> keySerializer,
      KeyGroupRange keyGroups,
      int maxParallelism,
      Map<String, StateTable> stateTables,
      Map<String, HeapTimerQueue<K, ?>> timerQueues,
      SnapshotLedger.Opened opened) {
    this.keyGroups = keyGroups;
    this.keySerializer = (TypeSerializer<Object>) keySerializer.duplicate();
    this.opened = opened;
    List<SnapshotHeader.StateEntry> states = new ArrayList<>();
    stateTables.forEach(
        (name, table) -> {
          FrozenTable frozen = FrozenTable.of(table);
          tables.add(frozen);
          states.add(
              new SnapshotHeader.StateEntry(
                  name,
                  table.kind(),
                  table.namespaced() ? frozen.namespaceSerializer.snapshotConfiguration() : null,
                  frozen.valueSerializer.snapshotConfiguration()));
        });
    List<SnapshotHeader.TimerEntry> queues = new ArrayList<>();
    timerQueues.forEach(
        (name, queue) -> {
          FrozenTimers frozen = FrozenTimers.of((HeapTimerQueue<Object, Object>) queue, keyGroups);
          timers.add(frozen);
          queues.add(
              new SnapshotHeader.TimerEntry(
                  name, frozen.namespaceSerializer.snapshotConfiguration()));
        });
    this.header =
        new SnapshotHeader(
            maxParallelism, this.keySerializer.snapshotConfiguration(), states, queues);
  }

  @Override
  public KeyGroupRange keyGroups() {
    return keyGroups;
  }

  /** Names and serializers of all state. */
  public SnapshotHeader header() {
    return header;
  }

  @Override
  public void writeHeader(DataOutputView out) throws IOException {
    header.write(out);
  }

  @Override
  public boolean isEmpty(int keyGroup) {
    int index = keyGroup - keyGroups.start();
    for (FrozenTable table : tables) {
      if (table.groups[index] != null) {
        return false;
      }
    }
    for (FrozenTimers queue : timers) {
      if (!queue.group(index).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void writeKeyGroup(int keyGroup, DataOutputView out) throws IOException {
    if (closed) {
      throw new IllegalStateException("the snapshot is closed");
    }
    int index = keyGroup - keyGroups.start();
    for (FrozenTable table : tables) {
      table.write(index, keySerializer, out);
    }
    for (FrozenTimers queue : timers) {
      queue.write(index, keySerializer, out);
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      tables.clear();
      timers.clear();
      opened.close();
    }
  }

  private record FrozenTable(
      TypeSerializer<Object> namespaceSerializer,
      TypeSerializer<Object> valueSerializer,
      ExpiryScan expiry,
      FrozenGroup[] groups) {

    static FrozenTable of(StateTable table) {
      return new FrozenTable(
          table.namespaced() ? table.namespaceSerializer().duplicate() : null,
          table.valueSerializer().duplicate(),
          table.expiry(),
          table.freeze());
    }

    void write(int index, TypeSerializer<Object> keySerializer, DataOutputView out)
        throws IOException {
      FrozenGroup map = groups[index];
      if (map == null) {
        out.writeInt(0);
        return;
      }
      boolean[] dropped = dropped(map);
      out.writeInt(dropped == null ? map.size() : map.size() - count(dropped));
      for (int slot = 0; slot < map.capacity(); slot++) {
        if (map.isUsed(slot) && (dropped == null || !dropped[slot])) {
          keySerializer.serialize(map.key(slot), out);
          if (namespaceSerializer != null) {
            namespaceSerializer.serialize(map.namespace(slot), out);
          }
          valueSerializer.serialize(map.value(slot), out);
        }
      }
    }

    /** The slots whose values have expired; null if values of this state do not. */
    private boolean[] dropped(FrozenGroup map) {
      if (expiry == null) {
        return null;
      }
      boolean[] dropped = new boolean[map.capacity()];
      for (int slot = 0; slot < dropped.length; slot++) {
        dropped[slot] = map.isUsed(slot) && expiry.expiry().isExpired(map.value(slot));
      }
      return dropped;
    }

    private static int count(boolean[] flags) {
      int count = 0;
      for (boolean flag : flags) {
        count += flag ? 1 : 0;
      }
      return count;
    }
  }

  private record FrozenTimers(
      HeapTimerQueue<Object, Object> queue,
      TypeSerializer<Object> namespaceSerializer,
      KeyGroupRange keyGroups,
      List<HeapTimerQueue.Frozen> all,
      List<List<TimerQueue.Timer<Object, Object>>> byGroup) {

    static FrozenTimers of(HeapTimerQueue<Object, Object> queue, KeyGroupRange keyGroups) {
      return new FrozenTimers(
          queue,
          queue.namespaceSerializer().duplicate(),
          keyGroups,
          queue.freeze(),
          new ArrayList<>());
    }

    void write(int index, TypeSerializer<Object> keySerializer, DataOutputView out)
        throws IOException {
      List<TimerQueue.Timer<Object, Object>> group = group(index);
      out.writeInt(group.size());
      for (TimerQueue.Timer<Object, Object> timer : group) {
        out.writeLong(timer.time());
        keySerializer.serialize(timer.key(), out);
        out.writeBoolean(timer.namespace() != null);
        if (timer.namespace() != null) {
          namespaceSerializer.serialize(timer.namespace(), out);
        }
      }
    }

    private List<TimerQueue.Timer<Object, Object>> group(int index) {
      if (byGroup.isEmpty()) {
        sort();
      }
      return byGroup.get(index);
    }

    /** Deals the timers out to their groups, when the first group is asked for. */
    private void sort() {
      for (int i = 0; i < keyGroups.size(); i++) {
        byGroup.add(new ArrayList<>());
      }
      for (HeapTimerQueue.Frozen frozen : all) {
        frozen.forEach(timer -> byGroup.get(queue.keyGroup(timer) - keyGroups.start()).add(timer));
      }
    }
  }
}
