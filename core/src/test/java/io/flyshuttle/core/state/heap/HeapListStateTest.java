// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.heap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.memory.DataInputDeserializer;
import io.flyshuttle.core.memory.DataOutputSerializer;
import io.flyshuttle.core.serialize.basic.IntSerializer;
import io.flyshuttle.core.serialize.basic.LongSerializer;
import io.flyshuttle.core.serialize.basic.StringSerializer;
import io.flyshuttle.core.state.KeyGroupRange;
import io.flyshuttle.core.state.KeyedRestore;
import io.flyshuttle.core.state.KeyedSnapshot;
import io.flyshuttle.core.state.KeyedStateBackend;
import io.flyshuttle.core.state.ListState;
import io.flyshuttle.core.state.ListStateDescriptor;
import io.flyshuttle.core.state.NamespacedState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Lists that grow by one look-up, while snapshots share them. */
final class HeapListStateTest {
  private static final int GROUPS = 4;

  private static KeyedStateBackend<Integer> open() {
    return new HeapKeyedStateBackend<>(
        IntSerializer.INSTANCE,
        new KeyGroupRange(0, GROUPS),
        GROUPS,
        new ExecutionConfig(),
        () -> 0);
  }

  private static NamespacedState<Long, ListState<String>> words(
      KeyedStateBackend<Integer> backend) {
    return backend.getNamespacedState(
        new ListStateDescriptor<>("words", StringSerializer.INSTANCE), LongSerializer.INSTANCE);
  }

  /** A step: 0 takes a snapshot, 1 clears, others append; key and namespace from the rest. */
  @Property(tries = 200)
  void shouldAppendAsAMapOfListsDoesAndLeaveSnapshotsAsTheyWere(
      @ForAll @Size(max = 200) List<@IntRange(max = 399) Integer> steps) throws Exception {
    Map<List<Number>, List<String>> expected = new HashMap<>();
    List<KeyedSnapshot> snapshots = new ArrayList<>();
    List<Map<List<Number>, List<String>>> frozen = new ArrayList<>();
    try (KeyedStateBackend<Integer> backend = open()) {
      NamespacedState<Long, ListState<String>> words = words(backend);
      for (int i = 0; i < steps.size(); i++) {
        int step = steps.get(i);
        int key = step / 20 % 10;
        long namespace = step / 200;
        List<Number> place = List.of(key, namespace);
        backend.setCurrentKey(key);
        if (step % 20 == 0) {
          snapshots.add(backend.snapshot());
          Map<List<Number>, List<String>> copy = new HashMap<>();
          expected.forEach((at, list) -> copy.put(at, List.copyOf(list)));
          frozen.add(copy);
        } else if (step % 20 == 1) {
          words.of(namespace).clear();
          expected.remove(place);
        } else {
          assertEquals(!expected.containsKey(place), words.append(namespace, "w" + i));
          expected.computeIfAbsent(place, at -> new ArrayList<>()).add("w" + i);
        }
      }
      requireSame(expected, backend);
      for (int i = 0; i < snapshots.size(); i++) {
        try (KeyedSnapshot snapshot = snapshots.get(i);
            KeyedStateBackend<Integer> restored = open()) {
          copy(snapshot, restored);
          requireSame(frozen.get(i), restored);
        }
      }
    }
  }

  private static void requireSame(
      Map<List<Number>, List<String>> expected, KeyedStateBackend<Integer> backend)
      throws Exception {
    NamespacedState<Long, ListState<String>> words = words(backend);
    for (int key = 0; key < 10; key++) {
      for (long namespace = 0; namespace < 2; namespace++) {
        backend.setCurrentKey(key);
        List<String> found = new ArrayList<>();
        words.of(namespace).get().forEach(found::add);
        assertEquals(expected.getOrDefault(List.of(key, namespace), List.of()), found);
      }
    }
  }

  private static void copy(KeyedSnapshot snapshot, KeyedStateBackend<Integer> target)
      throws Exception {
    DataOutputSerializer out = new DataOutputSerializer(64);
    snapshot.writeHeader(out);
    KeyedRestore restore =
        target.restore(
            new DataInputDeserializer(out.getCopyOfBuffer()),
            HeapListStateTest.class.getClassLoader());
    for (int group = 0; group < GROUPS; group++) {
      out.clear();
      snapshot.writeKeyGroup(group, out);
      restore.readKeyGroup(group, new DataInputDeserializer(out.getCopyOfBuffer()));
    }
  }

  @Test
  void shouldRefuseNull() throws Exception {
    try (KeyedStateBackend<Integer> backend = open()) {
      backend.setCurrentKey(1);
      assertThrows(NullPointerException.class, () -> words(backend).append(0L, null));
    }
  }
}
