// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.heap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.memory.DataInputDeserializer;
import io.flyshuttle.core.memory.DataOutputSerializer;
import io.flyshuttle.core.serialize.basic.IntSerializer;
import io.flyshuttle.core.serialize.basic.LongSerializer;
import io.flyshuttle.core.serialize.basic.StringSerializer;
import io.flyshuttle.core.serialize.collection.ListSerializer;
import io.flyshuttle.core.state.KeyGroupRange;
import io.flyshuttle.core.state.KeyedSnapshot;
import io.flyshuttle.core.state.KeyedStateBackend;
import io.flyshuttle.core.state.KeyedStateBackendContract;
import io.flyshuttle.core.state.ListState;
import io.flyshuttle.core.state.ListStateDescriptor;
import io.flyshuttle.core.state.StateTtlConfig;
import io.flyshuttle.core.state.ValueState;
import io.flyshuttle.core.state.ValueStateDescriptor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class HeapKeyedStateBackendTest extends KeyedStateBackendContract {

  @Override
  protected KeyedStateBackend<String> newBackend(KeyGroupRange keyGroups) {
    return new HeapKeyedStateBackend<>(
        StringSerializer.INSTANCE,
        keyGroups,
        MAX_PARALLELISM,
        new ExecutionConfig(),
        clock::absoluteTimeMillis);
  }

  private static HeapKeyedStateBackend<Integer> ofIntegers(int groups) {
    return new HeapKeyedStateBackend<>(
        IntSerializer.INSTANCE,
        new KeyGroupRange(0, groups),
        groups,
        new ExecutionConfig(),
        () -> 0);
  }

  /** Each step adds, changes or removes; some take a snapshot, which is written at the end. */
  @Property(tries = 200)
  void shouldDoAsAMapDoes(
      @ForAll @IntRange(min = 1, max = 5) int groups,
      @ForAll @Size(max = 400) List<@IntRange(max = 1_000_000) Integer> steps)
      throws Exception {
    HeapKeyedStateBackend<Integer> backend = ofIntegers(groups);
    ValueState<Long> value =
        backend.getState(new ValueStateDescriptor<>("v", LongSerializer.INSTANCE));
    ListState<Integer> list =
        backend.getListState(new ListStateDescriptor<>("l", IntSerializer.INSTANCE));
    Map<Integer, Long> values = new HashMap<>();
    Map<Integer, List<Integer>> lists = new HashMap<>();
    List<KeyedSnapshot> snapshots = new ArrayList<>();
    List<Map<Integer, Long>> valuesThen = new ArrayList<>();
    List<Map<Integer, List<Integer>>> listsThen = new ArrayList<>();
    for (int step : steps) {
      int key = step % 37;
      backend.setCurrentKey(key);
      switch (step / 37 % 6) {
        case 0 -> {
          value.update((long) step);
          values.put(key, (long) step);
        }
        case 1 -> {
          value.clear();
          values.remove(key);
        }
        case 2, 3 -> {
          list.add(step);
          lists.computeIfAbsent(key, k -> new ArrayList<>()).add(step);
        }
        case 4 -> {
          list.clear();
          lists.remove(key);
        }
        default -> {
          if (step % 5 == 0) {
            snapshots.add(backend.snapshot());
            valuesThen.add(new HashMap<>(values));
            Map<Integer, List<Integer>> copy = new HashMap<>();
            lists.forEach((k, l) -> copy.put(k, new ArrayList<>(l)));
            listsThen.add(copy);
          }
        }
      }
      assertEquals(values.get(key), value.value());
      assertEquals(lists.getOrDefault(key, List.of()), listOf(list.get()));
    }
    for (int i = 0; i < snapshots.size(); i++) {
      requireHolds(groups, snapshots.get(i), valuesThen.get(i), listsThen.get(i));
    }
    requireHolds(groups, backend.snapshot(), values, lists);
  }

  private static void requireHolds(
      int groups,
      KeyedSnapshot snapshot,
      Map<Integer, Long> values,
      Map<Integer, List<Integer>> lists)
      throws Exception {
    HeapKeyedStateBackend<Integer> backend = ofIntegers(groups);
    DataOutputSerializer out = new DataOutputSerializer(64);
    snapshot.writeHeader(out);
    var restore =
        backend.restore(
            new DataInputDeserializer(out.getCopyOfBuffer()),
            HeapKeyedStateBackendTest.class.getClassLoader());
    for (int group = 0; group < groups; group++) {
      out.clear();
      snapshot.writeKeyGroup(group, out);
      restore.readKeyGroup(group, new DataInputDeserializer(out.getCopyOfBuffer()));
    }
    snapshot.close();
    ValueState<Long> value =
        backend.getState(new ValueStateDescriptor<>("v", LongSerializer.INSTANCE));
    ListState<Integer> list =
        backend.getListState(new ListStateDescriptor<>("l", IntSerializer.INSTANCE));
    assertEquals(values.size(), backend.size("v"));
    assertEquals(lists.size(), backend.size("l"));
    for (int key = 0; key < 37; key++) {
      backend.setCurrentKey(key);
      assertEquals(values.get(key), value.value());
      assertEquals(lists.getOrDefault(key, List.of()), listOf(list.get()));
    }
  }

  private static List<Integer> listOf(Iterable<Integer> values) {
    List<Integer> list = new ArrayList<>();
    values.forEach(list::add);
    return list;
  }

  /** Another thread writes each snapshot while this one goes on to change everything. */
  @Test
  void shouldWriteSnapshotsWhileStateChanges() throws Exception {
    HeapKeyedStateBackend<Integer> backend = ofIntegers(16);
    ListState<Integer> list =
        backend.getListState(new ListStateDescriptor<>("l", IntSerializer.INSTANCE));
    ValueState<Long> value =
        backend.getState(new ValueStateDescriptor<>("v", LongSerializer.INSTANCE));
    ExecutorService writer = Executors.newSingleThreadExecutor();
    try {
      List<Future<?>> checks = new ArrayList<>();
      Map<Integer, Long> values = new HashMap<>();
      Map<Integer, List<Integer>> lists = new HashMap<>();
      for (int round = 0; round < 20; round++) {
        for (int key = 0; key < 37; key++) {
          backend.setCurrentKey(key);
          value.update((long) round);
          list.add(round);
          values.put(key, (long) round);
          lists.computeIfAbsent(key, k -> new ArrayList<>()).add(round);
        }
        KeyedSnapshot snapshot = backend.snapshot();
        Map<Integer, Long> valuesThen = new HashMap<>(values);
        Map<Integer, List<Integer>> listsThen = new HashMap<>();
        lists.forEach((key, elements) -> listsThen.put(key, List.copyOf(elements)));
        checks.add(
            writer.submit(
                () -> {
                  requireHolds(16, snapshot, valuesThen, listsThen);
                  return null;
                }));
      }
      for (Future<?> check : checks) {
        check.get(120, TimeUnit.SECONDS);
      }
    } finally {
      writer.shutdownNow();
    }
  }

  @Test
  void shouldCopyAValueOnceWhileASnapshotIsOpen() throws Exception {
    HeapKeyedStateBackend<Integer> backend = ofIntegers(4);
    ValueState<List<String>> state =
        backend.getState(
            new ValueStateDescriptor<>("v", new ListSerializer<>(StringSerializer.INSTANCE)));
    backend.setCurrentKey(1);
    List<String> original = new ArrayList<>(List.of("a"));
    state.update(original);
    assertEquals(System.identityHashCode(original), System.identityHashCode(state.value()));
    KeyedSnapshot snapshot = backend.snapshot();
    List<String> copy = state.value();
    assertNotSame(original, copy);
    assertEquals(System.identityHashCode(copy), System.identityHashCode(state.value()));
    snapshot.close();
    backend.setCurrentKey(2);
    state.update(original);
    assertEquals(System.identityHashCode(original), System.identityHashCode(state.value()));
  }

  @Test
  void shouldShrinkAsValuesExpire() throws Exception {
    HeapKeyedStateBackend<String> backend =
        (HeapKeyedStateBackend<String>) newBackend(new KeyGroupRange(0, MAX_PARALLELISM));
    ValueStateDescriptor<Long> descriptor =
        new ValueStateDescriptor<>("v", LongSerializer.INSTANCE);
    descriptor.enableTimeToLive(
        StateTtlConfig.newBuilder(Duration.ofSeconds(1)).cleanupIncrementally(10, false).build());
    ValueState<Long> state = backend.getState(descriptor);
    for (int i = 0; i < 10_000; i++) {
      backend.setCurrentKey("old" + i);
      state.update(1L);
    }
    assertEquals(10_000, backend.size("v"));
    clock.advanceTime(Duration.ofSeconds(2));
    for (int i = 0; i < 20_000; i++) {
      backend.setCurrentKey("new" + i % 10);
      state.update(1L);
    }
    assertTrue(backend.size("v") < 100, "left: " + backend.size("v"));
  }
}
