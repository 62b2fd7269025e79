// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.checkpoint.CheckpointKind;
import io.flyshuttle.core.checkpoint.KeyedStateHandle;
import io.flyshuttle.core.checkpoint.KeyedStatePart;
import io.flyshuttle.core.checkpoint.StateBlob;
import io.flyshuttle.core.checkpoint.file.BlobReader;
import io.flyshuttle.core.checkpoint.file.KeyedStateFiles;
import io.flyshuttle.core.checkpoint.file.PendingKeyedState;
import io.flyshuttle.core.checkpoint.file.SegmentFiles;
import io.flyshuttle.core.checkpoint.file.SegmentWriter;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.serialize.basic.IntSerializer;
import io.flyshuttle.core.serialize.basic.LongSerializer;
import io.flyshuttle.core.serialize.basic.StringSerializer;
import io.flyshuttle.core.state.heap.HeapKeyedStateBackend;
import io.flyshuttle.core.type.TypeSerializer;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/**
 * Checkpoints of every store through files: random operations, with checkpoints that complete and
 * others that do not, then a restore with any parallelism equals a model.
 */
public abstract class StoreCheckpointContract {
  private static final int GROUPS = 8;
  private static final int KEYS = 60;

  /** A new, empty store. */
  protected abstract <K> KeyedStateBackend<K> newBackend(
      TypeSerializer<K> keys, KeyGroupRange keyGroups, int maxParallelism);

  private static final ValueStateDescriptor<Long> FIXED =
      new ValueStateDescriptor<>("fixed", LongSerializer.INSTANCE);
  private static final ValueStateDescriptor<String> TEXT =
      new ValueStateDescriptor<>("text", StringSerializer.INSTANCE);
  private static final ListStateDescriptor<Integer> LIST =
      new ListStateDescriptor<>("list", IntSerializer.INSTANCE);
  private static final MapStateDescriptor<String, Long> MAP =
      new MapStateDescriptor<>("map", StringSerializer.INSTANCE, LongSerializer.INSTANCE);
  private static final ReducingStateDescriptor<Long> SUM =
      new ReducingStateDescriptor<>("sum", Long::sum, LongSerializer.INSTANCE);

  /** What the store should hold. */
  private static final class Model {
    private final Map<Integer, Long> fixed = new TreeMap<>();
    private final Map<Integer, String> text = new TreeMap<>();
    private final Map<Integer, List<Integer>> list = new TreeMap<>();
    private final Map<Integer, Map<String, Long>> map = new TreeMap<>();
    private final Map<Integer, Map<Long, Long>> sums = new TreeMap<>();
    private final Map<Integer, Set<Long>> timers = new TreeMap<>();

    Model copy() {
      Model copy = new Model();
      copy.fixed.putAll(fixed);
      copy.text.putAll(text);
      list.forEach((k, v) -> copy.list.put(k, new ArrayList<>(v)));
      map.forEach((k, v) -> copy.map.put(k, new HashMap<>(v)));
      sums.forEach((k, v) -> copy.sums.put(k, new HashMap<>(v)));
      timers.forEach((k, v) -> copy.timers.put(k, new HashSet<>(v)));
      return copy;
    }
  }

  /** One subtask's store, with its states. */
  private final class Subtask {
    private final KeyedStateBackend<Integer> backend;
    private ValueState<Long> fixed;
    private ValueState<String> text;
    private ListState<Integer> list;
    private MapState<String, Long> map;
    private NamespacedState<Long, ReducingState<Long>> sums;
    private TimerQueue<Integer, Long> timers;

    Subtask(KeyGroupRange range) {
      this.backend = newBackend(IntSerializer.INSTANCE, range, GROUPS);
    }

    void register() {
      fixed = backend.getState(FIXED);
      text = backend.getState(TEXT);
      list = backend.getListState(LIST);
      map = backend.getMapState(MAP);
      sums = backend.getNamespacedState(SUM, LongSerializer.INSTANCE);
      timers = backend.getTimerQueue("timers", LongSerializer.INSTANCE);
    }

    void step(Random random, Model model) throws Exception {
      int key = random.nextInt(KEYS);
      backend.setCurrentKey(key);
      long number = random.nextInt(1000);
      switch (random.nextInt(12)) {
        case 0, 1 -> {
          fixed.update(number);
          model.fixed.put(key, number);
        }
        case 2 -> {
          fixed.clear();
          model.fixed.remove(key);
        }
        case 3, 4 -> {
          String value = "x".repeat(random.nextInt(random.nextInt(10) == 0 ? 9000 : 60)) + number;
          text.update(value);
          model.text.put(key, value);
        }
        case 5 -> {
          text.clear();
          model.text.remove(key);
        }
        case 6 -> {
          list.add((int) number);
          model.list.computeIfAbsent(key, k -> new ArrayList<>()).add((int) number);
        }
        case 7 -> {
          map.put("k" + number % 7, number);
          model.map.computeIfAbsent(key, k -> new HashMap<>()).put("k" + number % 7, number);
        }
        case 8 -> {
          if (random.nextBoolean()) {
            map.clear();
            model.map.remove(key);
          } else {
            list.clear();
            model.list.remove(key);
          }
        }
        case 9, 10 -> {
          sums.of(number % 3).add(number);
          model
              .sums
              .computeIfAbsent(key, k -> new HashMap<>())
              .merge(number % 3, number, Long::sum);
        }
        default -> {
          timers.add(number, key, number % 3);
          model.timers.computeIfAbsent(key, k -> new HashSet<>()).add(number);
        }
      }
    }

    void requireHolds(Model model) throws Exception {
      int timersExpected = 0;
      for (int key = 0; key < KEYS; key++) {
        if (!backend.keyGroups().contains(KeyGroups.groupOf(key, GROUPS))) {
          continue;
        }
        backend.setCurrentKey(key);
        assertEquals(model.fixed.get(key), fixed.value());
        assertEquals(model.text.get(key), text.value());
        List<Integer> all = new ArrayList<>();
        list.get().forEach(all::add);
        assertEquals(model.list.getOrDefault(key, List.of()), all);
        Map<String, Long> pairs = new HashMap<>();
        map.entries().forEach(pair -> pairs.put(pair.getKey(), pair.getValue()));
        assertEquals(model.map.getOrDefault(key, Map.of()), pairs);
        for (long namespace = 0; namespace < 3; namespace++) {
          assertEquals(
              model.sums.getOrDefault(key, Map.of()).get(namespace), sums.of(namespace).get());
        }
        timersExpected += model.timers.getOrDefault(key, Set.of()).size();
      }
      assertEquals(timersExpected, timers.size());
    }
  }

  @Property(tries = 30)
  void shouldRestoreWhatAModelHolds(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 4) int restoredParallelism,
      @ForAll boolean incremental,
      @ForAll boolean savepoint)
      throws Exception {
    java.nio.file.Path directory = Files.createTempDirectory("store");
    try {
      Random random = new Random(seed);
      Path base = new Path(directory.toString());
      Subtask subtask = new Subtask(new KeyGroupRange(0, GROUPS));
      subtask.register();
      Model model = new Model();
      List<KeyedStateHandle> last = List.of();
      Model atLast = model;
      int checkpoints = 1 + random.nextInt(8);
      for (int id = 1; id <= checkpoints; id++) {
        for (int steps = random.nextInt(300); steps > 0; steps--) {
          subtask.step(random, model);
        }
        boolean end = id == checkpoints;
        CheckpointKind kind =
            end && savepoint ? CheckpointKind.SAVEPOINT : CheckpointKind.CHECKPOINT;
        PendingKeyedState pending =
            KeyedStateFiles.snapshot(subtask.backend, id, kind, incremental);
        Model then = model.copy();
        for (int steps = random.nextInt(100); steps > 0; steps--) {
          subtask.step(random, model);
        }
        boolean written = end || random.nextInt(4) > 0;
        KeyedStateHandle handle = written ? write(pending, base, id) : null;
        pending.close();
        if (end || written && random.nextInt(4) > 0) {
          KeyedStateFiles.completed(subtask.backend, id);
          last = handle == null ? List.of() : List.of(handle);
          atLast = then;
        } else {
          KeyedStateFiles.aborted(subtask.backend, id);
        }
      }
      subtask.requireHolds(model);
      subtask.backend.close();
      requireRestores(base, last, atLast, restoredParallelism, random, incremental);
    } finally {
      deleteAll(directory);
    }
  }

  /** Restores, changes something, takes another checkpoint and restores that one too. */
  private void requireRestores(
      Path base,
      List<KeyedStateHandle> handles,
      Model model,
      int parallelism,
      Random random,
      boolean incremental)
      throws Exception {
    List<KeyedStateHandle> next = new ArrayList<>();
    Model changed = model.copy();
    for (int i = 0; i < parallelism; i++) {
      Subtask subtask = new Subtask(KeyGroupRange.of(i, GROUPS, parallelism));
      restore(subtask, handles, base);
      subtask.requireHolds(model);
      for (int key = 0; key < KEYS; key++) {
        if (subtask.backend.keyGroups().contains(KeyGroups.groupOf(key, GROUPS))
            && random.nextInt(4) == 0) {
          subtask.backend.setCurrentKey(key);
          subtask.fixed.update(-1L);
          subtask.text.clear();
          changed.fixed.put(key, -1L);
          changed.text.remove(key);
        }
      }
      try (PendingKeyedState pending =
          KeyedStateFiles.snapshot(
              subtask.backend, 100 + i, CheckpointKind.CHECKPOINT, incremental)) {
        KeyedStateHandle handle = write(pending, base, 100 + i);
        if (handle != null) {
          next.add(handle);
        }
      }
      subtask.backend.close();
    }
    Subtask whole = new Subtask(new KeyGroupRange(0, GROUPS));
    restore(whole, next, base);
    whole.requireHolds(changed);
    whole.backend.close();
  }

  private void restore(Subtask subtask, List<KeyedStateHandle> handles, Path base)
      throws IOException {
    try (BlobReader reader = new BlobReader(base)) {
      KeyedStateFiles.restore(subtask.backend, handles, reader, getClass().getClassLoader());
    }
    subtask.register();
  }

  private static KeyedStateHandle write(PendingKeyedState pending, Path base, int id)
      throws IOException {
    try (SegmentWriter own = new SegmentWriter(base, "chk-" + id + "/w-0.segment", 200);
        SegmentWriter shared = new SegmentWriter(base, "shared/" + id + "-w-0.segment", 0)) {
      return pending.write(new SegmentFiles(own, shared));
    }
  }

  private static void deleteAll(java.nio.file.Path directory) throws IOException {
    try (Stream<java.nio.file.Path> all = Files.walk(directory)) {
      for (java.nio.file.Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  private static long bytesInFiles(KeyedStateHandle handle, String file) {
    long bytes = 0;
    for (KeyedStatePart part : handle.parts()) {
      for (StateBlob blob : part.blobs()) {
        bytes += blob.file().equals(file) ? blob.length() : 0;
      }
    }
    return bytes;
  }

  /** Whether a checkpoint may refer to files of an earlier one. */
  protected abstract boolean isIncremental();

  @Test
  void shouldWriteLittleIfLittleHasChanged() throws Exception {
    java.nio.file.Path directory = Files.createTempDirectory("store");
    try {
      Path base = new Path(directory.toString());
      KeyedStateBackend<Integer> backend =
          newBackend(IntSerializer.INSTANCE, new KeyGroupRange(0, GROUPS), GROUPS);
      ValueState<Long> state = backend.getState(FIXED);
      for (int key = 0; key < 20_000; key++) {
        backend.setCurrentKey(key);
        state.update((long) key);
      }
      KeyedStateHandle first = checkpoint(backend, base, 1);
      for (int key = 0; key < 20_000; key += 1000) {
        backend.setCurrentKey(key);
        state.update(-1L);
      }
      KeyedStateHandle second = checkpoint(backend, base, 2);
      backend.close();
      long all = bytesInFiles(first, "shared/1-w-0.segment");
      if (isIncremental()) {
        assertTrue(all > 20_000 * 8, "bytes " + all);
        long more = bytesInFiles(second, "shared/2-w-0.segment");
        assertTrue(more > 0 && more < all / 10, "bytes " + more + " of " + all);
        assertEquals(all, bytesInFiles(second, "shared/1-w-0.segment"));
      }
      KeyedStateBackend<Integer> restored =
          newBackend(IntSerializer.INSTANCE, new KeyGroupRange(0, GROUPS), GROUPS);
      try (BlobReader reader = new BlobReader(base)) {
        KeyedStateFiles.restore(restored, List.of(second), reader, getClass().getClassLoader());
      }
      ValueState<Long> again = restored.getState(FIXED);
      for (int key = 0; key < 20_000; key++) {
        restored.setCurrentKey(key);
        assertEquals(key % 1000 == 0 ? -1L : key, again.value());
      }
      restored.close();
    } finally {
      deleteAll(directory);
    }
  }

  private static KeyedStateHandle checkpoint(KeyedStateBackend<?> backend, Path base, int id)
      throws IOException {
    try (PendingKeyedState pending =
        KeyedStateFiles.snapshot(backend, id, CheckpointKind.CHECKPOINT, true)) {
      KeyedStateHandle handle = write(pending, base, id);
      KeyedStateFiles.completed(backend, id);
      return handle;
    }
  }

  /** Whatever byte of a file has changed: it is found, and the failure names the file. */
  @Test
  void shouldFindBytesThatHaveChanged() throws Exception {
    java.nio.file.Path directory = Files.createTempDirectory("store");
    try {
      Path base = new Path(directory.toString());
      Random random = new Random(11);
      Subtask subtask = new Subtask(new KeyGroupRange(0, GROUPS));
      subtask.register();
      Model model = new Model();
      for (int i = 0; i < 500; i++) {
        subtask.step(random, model);
      }
      KeyedStateHandle handle = checkpoint(subtask.backend, base, 1);
      subtask.backend.close();
      List<java.nio.file.Path> files;
      try (Stream<java.nio.file.Path> all = Files.walk(directory)) {
        files = all.filter(Files::isRegularFile).toList();
      }
      assertTrue(files.size() > 0);
      for (java.nio.file.Path file : files) {
        byte[] content = Files.readAllBytes(file);
        for (int i = 0; i < 10; i++) {
          byte[] changed = content.clone();
          changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
          Files.write(file, changed);
          requireDamaged(handle, base, file.getFileName().toString());
        }
        Files.write(file, content);
      }
    } finally {
      deleteAll(directory);
    }
  }

  private void requireDamaged(KeyedStateHandle handle, Path base, String file) throws Exception {
    KeyedStateBackend<Integer> restored =
        newBackend(IntSerializer.INSTANCE, new KeyGroupRange(0, GROUPS), GROUPS);
    try (BlobReader reader = new BlobReader(base)) {
      FlyshuttleException failure =
          assertThrows(
              FlyshuttleException.class,
              () ->
                  KeyedStateFiles.restore(
                      restored, List.of(handle), reader, getClass().getClassLoader()));
      assertEquals(ErrorCode.CHECKPOINT_DAMAGED, failure.code(), failure.getMessage());
      assertTrue(failure.getMessage().contains(file), failure.getMessage());
    }
    restored.close();
  }

  /** Savepoints are the bridge between stores: from the heap here and back. */
  @Test
  void shouldExchangeSavepointsWithTheHeap() throws Exception {
    java.nio.file.Path directory = Files.createTempDirectory("store");
    try {
      Path base = new Path(directory.toString());
      Random random = new Random(7);
      Model model = new Model();
      Subtask subtask = new Subtask(new KeyGroupRange(0, GROUPS));
      subtask.register();
      for (int i = 0; i < 2000; i++) {
        subtask.step(random, model);
      }
      KeyedStateHandle handle;
      try (PendingKeyedState pending =
          KeyedStateFiles.snapshot(subtask.backend, 1, CheckpointKind.SAVEPOINT, false)) {
        handle = write(pending, base, 1);
      }
      subtask.backend.close();
      KeyedStateBackend<Integer> heap =
          new HeapKeyedStateBackend<>(
              IntSerializer.INSTANCE,
              new KeyGroupRange(0, GROUPS),
              GROUPS,
              new ExecutionConfig(),
              () -> 0);
      try (BlobReader reader = new BlobReader(base)) {
        KeyedStateFiles.restore(heap, List.of(handle), reader, getClass().getClassLoader());
      }
      try (PendingKeyedState pending =
          KeyedStateFiles.snapshot(heap, 2, CheckpointKind.SAVEPOINT, false)) {
        handle = write(pending, base, 2);
      }
      heap.close();
      for (int i = 0; i < 3; i++) {
        Subtask back = new Subtask(KeyGroupRange.of(i, GROUPS, 3));
        restore(back, List.of(handle), base);
        back.requireHolds(model);
        back.backend.close();
      }
    } finally {
      deleteAll(directory);
    }
  }
}
