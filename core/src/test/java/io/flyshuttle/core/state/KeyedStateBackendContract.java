// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.function.AggregateFunction;
import io.flyshuttle.core.memory.DataInputDeserializer;
import io.flyshuttle.core.memory.DataOutputSerializer;
import io.flyshuttle.core.serialize.basic.IntSerializer;
import io.flyshuttle.core.serialize.basic.LongSerializer;
import io.flyshuttle.core.serialize.basic.StringSerializer;
import io.flyshuttle.core.serialize.basic.VoidSerializer;
import io.flyshuttle.core.serialize.collection.ListSerializer;
import io.flyshuttle.core.time.ManualClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every store of keyed state must do. Subclasses make the store. */
public abstract class KeyedStateBackendContract {
  protected static final int MAX_PARALLELISM = 128;

  protected final ManualClock clock = new ManualClock();
  private final List<KeyedStateBackend<?>> opened = new ArrayList<>();

  /** A new, empty store for string keys, whose time to live goes by {@link #clock}. */
  protected abstract KeyedStateBackend<String> newBackend(KeyGroupRange keyGroups);

  private KeyedStateBackend<String> open() {
    return open(new KeyGroupRange(0, MAX_PARALLELISM));
  }

  private KeyedStateBackend<String> open(KeyGroupRange keyGroups) {
    KeyedStateBackend<String> backend = newBackend(keyGroups);
    opened.add(backend);
    return backend;
  }

  @AfterEach
  void closeAll() {
    opened.forEach(KeyedStateBackend::close);
  }

  private static ValueStateDescriptor<Long> count() {
    return new ValueStateDescriptor<>("count", LongSerializer.INSTANCE);
  }

  private static ListStateDescriptor<String> words() {
    return new ListStateDescriptor<>("words", StringSerializer.INSTANCE);
  }

  private static MapStateDescriptor<String, Long> counts() {
    return new MapStateDescriptor<>("counts", StringSerializer.INSTANCE, LongSerializer.INSTANCE);
  }

  private static ReducingStateDescriptor<Long> sum() {
    return new ReducingStateDescriptor<>("sum", Long::sum, LongSerializer.INSTANCE);
  }

  private static AggregatingStateDescriptor<Integer, Long, String> average() {
    return new AggregatingStateDescriptor<>("average", new Total(), LongSerializer.INSTANCE);
  }

  private static FoldingStateDescriptor<Integer, String> folded() {
    return new FoldingStateDescriptor<>("folded", "#", (s, i) -> s + i, StringSerializer.INSTANCE);
  }

  private static final class Total implements AggregateFunction<Integer, Long, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public Long createAccumulator() {
      return 0L;
    }

    @Override
    public Long add(Integer value, Long accumulator) {
      return accumulator + value;
    }

    @Override
    public String getResult(Long accumulator) {
      return "=" + accumulator;
    }

    @Override
    public Long merge(Long a, Long b) {
      return a + b;
    }
  }

  private static List<String> listOf(Iterable<String> values) {
    List<String> list = new ArrayList<>();
    values.forEach(list::add);
    return list;
  }

  @Test
  void shouldKeepOneValuePerKey() throws Exception {
    KeyedStateBackend<String> backend = open();
    ValueState<Long> state = backend.getState(count());
    for (int i = 0; i < 1000; i++) {
      backend.setCurrentKey("k" + i);
      assertNull(state.value());
      state.update((long) i);
      assertEquals(i, state.value());
    }
    for (int i = 0; i < 1000; i += 2) {
      backend.setCurrentKey("k" + i);
      state.clear();
    }
    for (int i = 0; i < 1000; i++) {
      backend.setCurrentKey("k" + i);
      assertEquals(i % 2 == 0 ? null : (Long) (long) i, state.value());
    }
    backend.setCurrentKey("k1");
    state.update(null);
    assertNull(state.value());
  }

  @Test
  void shouldGiveADefaultOfItsOwnForEachCall() throws Exception {
    KeyedStateBackend<String> backend = open();
    ValueStateDescriptor<List<String>> descriptor =
        new ValueStateDescriptor<>(
            "d", new ListSerializer<>(StringSerializer.INSTANCE), List.of("x"));
    ValueState<List<String>> state = backend.getState(descriptor);
    backend.setCurrentKey("a");
    state.value().add("changed");
    assertEquals(List.of("x"), state.value());
  }

  @Test
  void shouldKeepLists() throws Exception {
    KeyedStateBackend<String> backend = open();
    ListState<String> state = backend.getListState(words());
    backend.setCurrentKey("a");
    assertEquals(List.of(), listOf(state.get()));
    state.add("1");
    state.addAll(List.of("2", "3"));
    backend.setCurrentKey("b");
    state.update(List.of("9"));
    backend.setCurrentKey("a");
    assertEquals(List.of("1", "2", "3"), listOf(state.get()));
    state.update(List.of());
    assertEquals(List.of(), listOf(state.get()));
    assertThrows(NullPointerException.class, () -> state.add(null));
    backend.setCurrentKey("b");
    assertEquals(List.of("9"), listOf(state.get()));
  }

  @Test
  void shouldKeepMaps() throws Exception {
    KeyedStateBackend<String> backend = open();
    MapState<String, Long> state = backend.getMapState(counts());
    backend.setCurrentKey("a");
    assertTrue(state.isEmpty());
    assertFalse(state.iterator().hasNext());
    state.put("x", 1L);
    state.putAll(Map.of("y", 2L, "z", 3L));
    assertEquals(2L, state.get("y"));
    assertTrue(state.contains("z"));
    state.remove("z");
    assertFalse(state.contains("z"));
    Iterator<Map.Entry<String, Long>> entries = state.iterator();
    while (entries.hasNext()) {
      Map.Entry<String, Long> entry = entries.next();
      if (entry.getKey().equals("x")) {
        entry.setValue(10L);
      } else {
        entries.remove();
      }
    }
    assertEquals(10L, state.get("x"));
    assertNull(state.get("y"));
    assertEquals(Set.of("x"), new TreeSet<>(listOf(state.keys())));
    assertFalse(state.isEmpty());
    backend.setCurrentKey("b");
    assertTrue(state.isEmpty());
  }

  @Test
  void shouldReduceAggregateAndFold() throws Exception {
    KeyedStateBackend<String> backend = open();
    ReducingState<Long> sum = backend.getReducingState(sum());
    AggregatingState<Integer, String> total = backend.getAggregatingState(average());
    FoldingState<Integer, String> folded = backend.getFoldingState(folded());
    for (String key : List.of("a", "b")) {
      backend.setCurrentKey(key);
      assertNull(sum.get());
      assertNull(total.get());
      assertNull(folded.get());
      for (int i = 1; i <= 3; i++) {
        sum.add((long) i);
        total.add(i);
        folded.add(i);
      }
      assertEquals(6L, sum.get());
      assertEquals("=6", total.get());
      assertEquals("#123", folded.get());
    }
    sum.clear();
    assertNull(sum.get());
    backend.setCurrentKey("a");
    assertEquals(6L, sum.get());
  }

  @Test
  void shouldGiveTheSameStateForTheSameName() {
    KeyedStateBackend<String> backend = open();
    assertSame(backend.getState(count()), backend.getState(count()));
    FlyshuttleException e =
        assertThrows(
            FlyshuttleException.class,
            () -> backend.getListState(new ListStateDescriptor<>("count", IntSerializer.INSTANCE)));
    assertEquals(ErrorCode.INVALID_PROGRAM, e.code());
  }

  @Test
  void shouldRefuseAKeyOfAnotherSubtask() {
    KeyedStateBackend<String> backend = open(new KeyGroupRange(0, 1));
    FlyshuttleException e =
        assertThrows(
            FlyshuttleException.class,
            () -> {
              for (int i = 0; i < 10; i++) {
                backend.setCurrentKey("key" + i);
              }
            });
    assertEquals(ErrorCode.INVALID_PROGRAM, e.code());
  }

  @Test
  void shouldKeepNamespacesApartAndMergeThem() throws Exception {
    KeyedStateBackend<String> backend = open();
    NamespacedState<Long, ListState<String>> lists =
        backend.getNamespacedState(words(), LongSerializer.INSTANCE);
    NamespacedState<Long, ReducingState<Long>> sums =
        backend.getNamespacedState(sum(), LongSerializer.INSTANCE);
    for (String key : List.of("a", "b")) {
      backend.setCurrentKey(key);
      for (long window = 0; window < 4; window++) {
        lists.of(window).add(key + window);
        sums.of(window).add(window);
      }
    }
    backend.setCurrentKey("a");
    lists.merge(7L, List.of(1L, 2L));
    sums.merge(3L, List.of(1L, 2L, 3L, 99L));
    assertEquals(List.of("a1", "a2"), listOf(lists.of(7L).get()));
    assertEquals(List.of(), listOf(lists.of(1L).get()));
    assertEquals(List.of("a0"), listOf(lists.of(0L).get()));
    assertEquals(6L, sums.of(3L).get());
    assertNull(sums.of(1L).get());
    backend.setCurrentKey("b");
    assertEquals(List.of("b1"), listOf(lists.of(1L).get()));
    lists.of(1L).clear();
    assertEquals(List.of(), listOf(lists.of(1L).get()));
    assertEquals(List.of("b2"), listOf(lists.of(2L).get()));
  }

  @Test
  void shouldVisitEachKeyOnceAndLetItBeChanged() throws Exception {
    KeyedStateBackend<String> backend = open();
    ValueState<Long> state = backend.getState(count());
    for (int i = 0; i < 100; i++) {
      backend.setCurrentKey("k" + i);
      state.update((long) i);
    }
    backend.setCurrentKey("k7");
    Set<String> seen = new TreeSet<>();
    backend.forEachKey(
        count(),
        (key, value) -> {
          assertTrue(seen.add(key));
          assertEquals(key, backend.getCurrentKey());
          if (value.value() % 2 == 0) {
            value.clear();
          }
        });
    assertEquals(100, seen.size());
    assertEquals("k7", backend.getCurrentKey());
    assertEquals(7L, state.value());
    backend.setCurrentKey("k8");
    assertNull(state.value());
  }

  @Test
  void shouldKeepTimersInOrderAndOnce() {
    KeyedStateBackend<String> backend = open();
    TimerQueue<String, Void> queue = backend.getTimerQueue("timers", VoidSerializer.INSTANCE);
    assertEquals(Long.MAX_VALUE, queue.nextTime());
    assertNull(queue.poll());
    for (int i = 0; i < 1000; i++) {
      assertTrue(queue.add((i * 7919L) % 1000, "k" + i % 10, null));
      assertFalse(queue.add((i * 7919L) % 1000, "k" + i % 10, null));
    }
    for (int i = 0; i < 1000; i += 3) {
      assertTrue(queue.remove((i * 7919L) % 1000, "k" + i % 10, null));
      assertFalse(queue.remove((i * 7919L) % 1000, "k" + i % 10, null));
    }
    assertEquals(666, queue.size());
    long last = Long.MIN_VALUE;
    int count = 0;
    while (!queue.isEmpty()) {
      long next = queue.nextTime();
      TimerQueue.Timer<String, Void> timer = queue.poll();
      assertEquals(next, timer.time());
      assertTrue(timer.time() >= last);
      last = timer.time();
      count++;
    }
    assertEquals(666, count);
  }

  /** A snapshot as bytes. */
  protected record Written(KeyGroupRange range, byte[] header, Map<Integer, byte[]> groups) {

    static Written of(KeyedSnapshot snapshot) throws IOException {
      DataOutputSerializer out = new DataOutputSerializer(64);
      snapshot.writeHeader(out);
      byte[] header = out.getCopyOfBuffer();
      Map<Integer, byte[]> groups = new TreeMap<>();
      for (int g = snapshot.keyGroups().start(); g < snapshot.keyGroups().end(); g++) {
        out.clear();
        snapshot.writeKeyGroup(g, out);
        groups.put(g, out.getCopyOfBuffer());
      }
      snapshot.close();
      return new Written(snapshot.keyGroups(), header, groups);
    }

    int bytes() {
      return groups.values().stream().mapToInt(group -> group.length).sum();
    }

    void restoreInto(KeyedStateBackend<String> backend) throws IOException {
      KeyedRestore restore =
          backend.restore(new DataInputDeserializer(header), getClass().getClassLoader());
      for (Map.Entry<Integer, byte[]> group : groups.entrySet()) {
        if (backend.keyGroups().contains(group.getKey())) {
          restore.readKeyGroup(group.getKey(), new DataInputDeserializer(group.getValue()));
        }
      }
    }
  }

  @Test
  void shouldRestoreEverythingAtAnotherParallelism() throws Exception {
    List<Written> parts = new ArrayList<>();
    Map<String, Long> expected = new HashMap<>();
    for (int subtask = 0; subtask < 3; subtask++) {
      KeyGroupRange range = KeyGroupRange.of(subtask, MAX_PARALLELISM, 3);
      KeyedStateBackend<String> backend = open(range);
      ValueState<Long> count = backend.getState(count());
      ListState<String> words = backend.getListState(words());
      MapState<String, Long> counts = backend.getMapState(counts());
      NamespacedState<Long, AggregatingState<Integer, String>> totals =
          backend.getNamespacedState(average(), LongSerializer.INSTANCE);
      TimerQueue<String, Long> timers = backend.getTimerQueue("timers", LongSerializer.INSTANCE);
      for (int i = 0; i < 300; i++) {
        String key = "key" + i;
        if (!range.contains(KeyGroups.groupOf(key.hashCode(), MAX_PARALLELISM))) {
          continue;
        }
        backend.setCurrentKey(key);
        count.update((long) i);
        words.addAll(List.of(key, key));
        counts.put(key, (long) i);
        totals.of(i % 3L).add(i);
        timers.add(i, key, i % 2 == 0 ? null : (long) i);
        expected.put(key, (long) i);
      }
      parts.add(Written.of(backend.snapshot()));
    }
    assertEquals(300, expected.size());
    int seen = 0;
    for (int subtask = 0; subtask < 5; subtask++) {
      KeyGroupRange range = KeyGroupRange.of(subtask, MAX_PARALLELISM, 5);
      KeyedStateBackend<String> backend = open(range);
      for (Written part : parts) {
        part.restoreInto(backend);
      }
      ValueState<Long> count = backend.getState(count());
      ListState<String> words = backend.getListState(words());
      MapState<String, Long> counts = backend.getMapState(counts());
      NamespacedState<Long, AggregatingState<Integer, String>> totals =
          backend.getNamespacedState(average(), LongSerializer.INSTANCE);
      TimerQueue<String, Long> timers = backend.getTimerQueue("timers", LongSerializer.INSTANCE);
      int timersWanted = 0;
      for (Map.Entry<String, Long> entry : expected.entrySet()) {
        String key = entry.getKey();
        if (!range.contains(KeyGroups.groupOf(key.hashCode(), MAX_PARALLELISM))) {
          continue;
        }
        seen++;
        timersWanted++;
        backend.setCurrentKey(key);
        assertEquals(entry.getValue(), count.value());
        assertEquals(List.of(key, key), listOf(words.get()));
        assertEquals(entry.getValue(), counts.get(key));
        assertEquals("=" + entry.getValue(), totals.of(entry.getValue() % 3).get());
        long i = entry.getValue();
        assertFalse(timers.add(i, key, i % 2 == 0 ? null : i));
      }
      assertEquals(timersWanted, timers.size());
    }
    assertEquals(300, seen);
  }

  @Test
  void shouldWriteASnapshotAsItWasWhateverChangesMeanwhile() throws Exception {
    KeyedStateBackend<String> backend = open();
    ValueState<Long> count = backend.getState(count());
    ListState<String> words = backend.getListState(words());
    MapState<String, Long> counts = backend.getMapState(counts());
    TimerQueue<String, Void> timers = backend.getTimerQueue("t", VoidSerializer.INSTANCE);
    for (int i = 0; i < 200; i++) {
      backend.setCurrentKey("k" + i);
      count.update(1L);
      words.add("first");
      counts.put("a", 1L);
      timers.add(i, "k" + i, null);
    }
    KeyedSnapshot snapshot = backend.snapshot();
    for (int i = 0; i < 400; i++) {
      backend.setCurrentKey("k" + i);
      count.update(2L);
      words.add("second");
      counts.put("a", 2L);
      counts.put("b", 2L);
      if (i % 3 == 0) {
        count.clear();
        words.clear();
      }
    }
    while (!timers.isEmpty()) {
      timers.poll();
    }
    KeyedSnapshot later = backend.snapshot();
    Written first = Written.of(snapshot);
    backend.setCurrentKey("k1");
    words.add("third");
    Written second = Written.of(later);
    assertEquals(List.of("first", "second", "third"), listOf(words.get()));

    KeyedStateBackend<String> restored = open();
    first.restoreInto(restored);
    ValueState<Long> oldCount = restored.getState(count());
    ListState<String> oldWords = restored.getListState(words());
    MapState<String, Long> oldCounts = restored.getMapState(counts());
    assertEquals(200, restored.getTimerQueue("t", VoidSerializer.INSTANCE).size());
    for (int i = 0; i < 400; i++) {
      restored.setCurrentKey("k" + i);
      assertEquals(i < 200 ? 1L : null, oldCount.value());
      assertEquals(i < 200 ? List.of("first") : List.of(), listOf(oldWords.get()));
      assertEquals(i < 200 ? 1L : null, oldCounts.get("a"));
      assertNull(oldCounts.get("b"));
    }

    KeyedStateBackend<String> youngest = open();
    second.restoreInto(youngest);
    ListState<String> newWords = youngest.getListState(words());
    youngest.setCurrentKey("k1");
    assertEquals(List.of("first", "second"), listOf(newWords.get()));
    assertEquals(0, youngest.getTimerQueue("t", VoidSerializer.INSTANCE).size());
  }

  @Test
  void shouldKeepRestoredStateThatIsNotAskedFor() throws Exception {
    KeyedStateBackend<String> backend = open();
    backend.setCurrentKey("a");
    backend.getState(count()).update(5L);
    Written written = Written.of(backend.snapshot());
    KeyedStateBackend<String> idle = open();
    written.restoreInto(idle);
    Written again = Written.of(idle.snapshot());
    KeyedStateBackend<String> last = open();
    again.restoreInto(last);
    ValueState<Long> state = last.getState(count());
    last.setCurrentKey("a");
    assertEquals(5L, state.value());
  }

  @Test
  void shouldSayWhichStateCannotBeRead() throws Exception {
    KeyedStateBackend<String> backend = open();
    backend.setCurrentKey("a");
    backend.getState(count()).update(5L);
    Written written = Written.of(backend.snapshot());
    KeyedStateBackend<String> other = open();
    written.restoreInto(other);
    FlyshuttleException e =
        assertThrows(
            FlyshuttleException.class,
            () -> other.getState(new ValueStateDescriptor<>("count", StringSerializer.INSTANCE)));
    assertEquals(ErrorCode.STATE_NOT_RESTORABLE, e.code());
    assertTrue(e.getMessage().contains("\"count\""), e.getMessage());
    KeyedStateBackend<String> third = open();
    written.restoreInto(third);
    assertThrows(
        FlyshuttleException.class,
        () -> third.getListState(new ListStateDescriptor<>("count", LongSerializer.INSTANCE)));
  }

  private static <D extends StateDescriptor<?, ?>> D expiring(D descriptor) {
    descriptor.enableTimeToLive(StateTtlConfig.newBuilder(Duration.ofSeconds(10)).build());
    return descriptor;
  }

  @Test
  void shouldForgetValuesWhoseTimeIsOver() throws Exception {
    KeyedStateBackend<String> backend = open();
    ValueState<Long> count = backend.getState(expiring(count()));
    ListState<String> words = backend.getListState(expiring(words()));
    MapState<String, Long> counts = backend.getMapState(expiring(counts()));
    ReducingState<Long> sum = backend.getReducingState(expiring(sum()));
    AggregatingState<Integer, String> total = backend.getAggregatingState(expiring(average()));
    backend.setCurrentKey("a");
    count.update(1L);
    words.add("early");
    counts.put("early", 1L);
    sum.add(1L);
    total.add(1);
    clock.advanceTime(Duration.ofSeconds(6));
    words.add("late");
    counts.put("late", 2L);
    sum.add(1L);
    assertEquals(1L, count.value());
    assertEquals(List.of("early", "late"), listOf(words.get()));
    clock.advanceTime(Duration.ofSeconds(4));
    assertNull(count.value());
    assertNull(total.get());
    assertEquals(2L, sum.get());
    assertEquals(List.of("late"), listOf(words.get()));
    assertNull(counts.get("early"));
    assertFalse(counts.contains("early"));
    assertEquals(List.of("late"), listOf(counts.keys()));
    clock.advanceTime(Duration.ofSeconds(6));
    assertTrue(counts.isEmpty());
    assertEquals(List.of(), listOf(words.get()));
    assertNull(sum.get());
    sum.add(3L);
    assertEquals(3L, sum.get());
  }

  @Test
  void shouldSetTheTimeAnewOnReadIfAsked() throws Exception {
    KeyedStateBackend<String> backend = open();
    ValueStateDescriptor<Long> descriptor = count();
    descriptor.enableTimeToLive(
        StateTtlConfig.newBuilder(Duration.ofSeconds(10))
            .updateTtlOnReadAndWrite()
            .returnExpiredIfNotCleanedUp()
            .build());
    ValueState<Long> state = backend.getState(descriptor);
    backend.setCurrentKey("a");
    state.update(1L);
    for (int i = 0; i < 3; i++) {
      clock.advanceTime(Duration.ofSeconds(9));
      assertEquals(1L, state.value());
    }
    clock.advanceTime(Duration.ofSeconds(10));
    backend.setCurrentKey("b");
    assertNull(state.value());
  }

  @Test
  void shouldRestoreTimesToLive() throws Exception {
    KeyedStateBackend<String> backend = open();
    ValueState<Long> state = backend.getState(expiring(count()));
    backend.setCurrentKey("a");
    state.update(1L);
    clock.advanceTime(Duration.ofSeconds(5));
    backend.setCurrentKey("b");
    state.update(2L);
    Written written = Written.of(backend.snapshot());
    clock.advanceTime(Duration.ofSeconds(5));
    KeyedStateBackend<String> restored = open();
    written.restoreInto(restored);
    ValueState<Long> again = restored.getState(expiring(count()));
    restored.setCurrentKey("a");
    assertNull(again.value());
    restored.setCurrentKey("b");
    assertEquals(2L, again.value());
  }

  @Test
  void shouldForgetValuesOfNamespacesAndMergeThoseThatAreLeft() throws Exception {
    KeyedStateBackend<String> backend = open();
    NamespacedState<Integer, ReducingState<Long>> sums =
        backend.getNamespacedState(expiring(sum()), IntSerializer.INSTANCE);
    NamespacedState<Integer, AggregatingState<Integer, String>> totals =
        backend.getNamespacedState(expiring(average()), IntSerializer.INSTANCE);
    NamespacedState<Integer, ListState<String>> lists =
        backend.getNamespacedState(expiring(words()), IntSerializer.INSTANCE);
    backend.setCurrentKey("a");
    sums.of(1).add(1L);
    totals.of(1).add(1);
    lists.of(1).add("early");
    clock.advanceTime(Duration.ofSeconds(6));
    for (int namespace = 2; namespace <= 3; namespace++) {
      sums.of(namespace).add(10L);
      totals.of(namespace).add(10);
      lists.of(namespace).add("late");
    }
    clock.advanceTime(Duration.ofSeconds(6));
    assertNull(sums.of(1).get());
    assertEquals(10L, sums.of(2).get());
    sums.merge(3, List.of(1, 2, 3));
    totals.merge(3, List.of(1, 2, 3));
    lists.merge(3, List.of(1, 2, 3));
    assertEquals(20L, sums.of(3).get());
    assertEquals("=20", totals.of(3).get());
    assertEquals(List.of("late", "late"), listOf(lists.of(3).get()));
    assertNull(sums.of(2).get());
    assertEquals(List.of(), listOf(lists.of(2).get()));
  }

  @Test
  void shouldLeaveExpiredValuesOutOfSnapshots() throws Exception {
    KeyedStateBackend<String> backend = open();
    ValueState<Long> count = backend.getState(expiring(count()));
    ListState<String> words = backend.getListState(expiring(words()));
    MapState<String, Long> counts = backend.getMapState(expiring(counts()));
    for (int i = 0; i < 1000; i++) {
      backend.setCurrentKey("k" + i);
      count.update(1L);
      words.add("w");
      counts.put("c", 1L);
      if (i == 499) {
        clock.advanceTime(Duration.ofSeconds(6));
      }
    }
    int all = Written.of(backend.snapshot()).bytes();
    clock.advanceTime(Duration.ofSeconds(6));
    Written written = Written.of(backend.snapshot());
    assertTrue(written.bytes() < all * 6 / 10, written.bytes() + " of " + all);
    KeyedStateBackend<String> restored = open();
    written.restoreInto(restored);
    ValueState<Long> again = restored.getState(expiring(count()));
    MapState<String, Long> countsAgain = restored.getMapState(expiring(counts()));
    for (int i = 0; i < 1000; i++) {
      restored.setCurrentKey("k" + i);
      assertEquals(i < 500 ? null : Long.valueOf(1), again.value());
      assertEquals(i < 500 ? null : Long.valueOf(1), countsAgain.get("c"));
    }
  }

  @Test
  void whenATimeToLiveComesOrGoesThenTheReasonSaysSo() throws Exception {
    KeyedStateBackend<String> backend = open();
    backend.setCurrentKey("a");
    backend.getState(count()).update(1L);
    backend.getListState(expiring(words())).add("w");
    Written written = Written.of(backend.snapshot());
    KeyedStateBackend<String> restored = open();
    written.restoreInto(restored);
    FlyshuttleException failure =
        assertThrows(FlyshuttleException.class, () -> restored.getState(expiring(count())));
    assertEquals(ErrorCode.STATE_NOT_RESTORABLE, failure.code());
    assertTrue(failure.getMessage().contains("without a time to live"), failure.getMessage());
    failure = assertThrows(FlyshuttleException.class, () -> restored.getListState(words()));
    assertTrue(failure.getMessage().contains("with a time to live"), failure.getMessage());
  }
}
