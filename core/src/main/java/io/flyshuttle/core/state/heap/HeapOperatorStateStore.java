// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.heap;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.state.BroadcastState;
import io.flyshuttle.core.state.ListState;
import io.flyshuttle.core.state.ListStateDescriptor;
import io.flyshuttle.core.state.MapStateDescriptor;
import io.flyshuttle.core.state.OperatorStateSnapshot;
import io.flyshuttle.core.state.OperatorStateStore;
import io.flyshuttle.core.state.canonical.RestoredSerializers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** State of a subtask as lists and maps on the heap. Used by the task's thread. */
public final class HeapOperatorStateStore implements OperatorStateStore {
  private final ExecutionConfig executionConfig;
  private final ClassLoader classLoader;
  private final Map<String, OperatorStateSnapshot.Entry> restored = new LinkedHashMap<>();
  private final Map<String, HeapOperatorListState<?>> lists = new LinkedHashMap<>();
  private final Map<String, HeapBroadcastState<?, ?>> broadcasts = new LinkedHashMap<>();

  /**
   * @param executionConfig by which serializers are made
   * @param classLoader finds the classes of serializers of restored state
   */
  public HeapOperatorStateStore(ExecutionConfig executionConfig, ClassLoader classLoader) {
    this.executionConfig = executionConfig;
    this.classLoader = classLoader;
  }

  /** Brings back what this subtask is to have. Called before any state is asked for. */
  public void restore(OperatorStateSnapshot snapshot) {
    for (OperatorStateSnapshot.Entry entry : snapshot.states()) {
      restored.put(entry.name(), entry);
    }
  }

  /** Takes a snapshot; what comes later does not change it. */
  public OperatorStateSnapshot snapshot() throws IOException {
    List<OperatorStateSnapshot.Entry> entries = new ArrayList<>();
    for (HeapOperatorListState<?> list : lists.values()) {
      entries.add(list.snapshot());
    }
    for (HeapBroadcastState<?, ?> broadcast : broadcasts.values()) {
      entries.add(broadcast.snapshot());
    }
    // what the program has not asked for again is not lost
    entries.addAll(restored.values());
    return new OperatorStateSnapshot(entries);
  }

  @Override
  public <S> ListState<S> getListState(ListStateDescriptor<S> stateDescriptor) throws Exception {
    return list(stateDescriptor, OperatorStateSnapshot.Mode.SPLIT);
  }

  @Override
  public <S> ListState<S> getUnionListState(ListStateDescriptor<S> stateDescriptor)
      throws Exception {
    return list(stateDescriptor, OperatorStateSnapshot.Mode.UNION);
  }

  @SuppressWarnings("unchecked")
  private <S> ListState<S> list(ListStateDescriptor<S> descriptor, OperatorStateSnapshot.Mode mode)
      throws IOException {
    String name = descriptor.getName();
    HeapOperatorListState<S> known = (HeapOperatorListState<S>) lists.get(name);
    if (known == null) {
      requireFree(name, broadcasts);
      descriptor.initializeSerializerUnlessSet(executionConfig);
      known = new HeapOperatorListState<>(name, mode, descriptor.getElementSerializer());
      OperatorStateSnapshot.Entry old = takeRestored(name, mode);
      if (old != null) {
        load(name, old, known::load);
      }
      lists.put(name, known);
    } else if (known.mode() != mode) {
      throw twoModes(name, known.mode(), mode);
    }
    return known;
  }

  @Override
  @SuppressWarnings("unchecked")
  public <K, V> BroadcastState<K, V> getBroadcastState(MapStateDescriptor<K, V> stateDescriptor)
      throws Exception {
    String name = stateDescriptor.getName();
    HeapBroadcastState<K, V> known = (HeapBroadcastState<K, V>) broadcasts.get(name);
    if (known == null) {
      requireFree(name, lists);
      stateDescriptor.initializeSerializerUnlessSet(executionConfig);
      known =
          new HeapBroadcastState<>(
              name, stateDescriptor.getKeySerializer(), stateDescriptor.getValueSerializer());
      OperatorStateSnapshot.Entry old = takeRestored(name, OperatorStateSnapshot.Mode.BROADCAST);
      if (old != null) {
        load(name, old, known::load);
      }
      broadcasts.put(name, known);
    }
    return known;
  }

  /** Reads what was restored. */
  @FunctionalInterface
  private interface Loader {
    void load(OperatorStateSnapshot.Entry entry, ClassLoader loader) throws IOException;
  }

  private void load(String name, OperatorStateSnapshot.Entry old, Loader loader)
      throws IOException {
    try {
      loader.load(old, classLoader);
    } catch (RuntimeException e) {
      throw RestoredSerializers.notReadable(name, e);
    }
  }

  private OperatorStateSnapshot.Entry takeRestored(String name, OperatorStateSnapshot.Mode mode) {
    OperatorStateSnapshot.Entry old = restored.remove(name);
    boolean lists =
        mode != OperatorStateSnapshot.Mode.BROADCAST
            && old != null
            && old.mode() != OperatorStateSnapshot.Mode.BROADCAST;
    if (old != null && old.mode() != mode && !lists) {
      throw twoModes(name, old.mode(), mode);
    }
    return old;
  }

  private static void requireFree(String name, Map<String, ?> others) {
    if (others.containsKey(name)) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_PROGRAM,
          "The name \"" + name + "\" stands for a list and for a broadcast state: rename one");
    }
  }

  private static FlyshuttleException twoModes(
      String name, OperatorStateSnapshot.Mode first, OperatorStateSnapshot.Mode second) {
    return new FlyshuttleException(
        ErrorCode.STATE_NOT_RESTORABLE,
        "The operator state \""
            + name
            + "\" is of kind "
            + first
            + " and cannot be used as "
            + second
            + ": give the new state another name");
  }

  @Override
  public Set<String> getRegisteredStateNames() {
    Set<String> names = new LinkedHashSet<>(lists.keySet());
    restored.forEach(
        (name, entry) -> {
          if (entry.mode() != OperatorStateSnapshot.Mode.BROADCAST) {
            names.add(name);
          }
        });
    return names;
  }

  @Override
  public Set<String> getRegisteredBroadcastStateNames() {
    Set<String> names = new LinkedHashSet<>(broadcasts.keySet());
    restored.forEach(
        (name, entry) -> {
          if (entry.mode() == OperatorStateSnapshot.Mode.BROADCAST) {
            names.add(name);
          }
        });
    return names;
  }
}
