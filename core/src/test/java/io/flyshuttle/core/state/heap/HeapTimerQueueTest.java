// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.heap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.serialize.basic.LongSerializer;
import io.flyshuttle.core.serialize.basic.StringSerializer;
import io.flyshuttle.core.state.TimerQueue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Timers in buckets, held against a sorted map of sets. */
class HeapTimerQueueTest {
  private final HeapTimerQueue<String, Long> queue =
      new HeapTimerQueue<>(128, StringSerializer.INSTANCE, LongSerializer.INSTANCE);

  private record Identity(String key, Long namespace) {}

  @Property(tries = 300)
  void shouldDoWhatASortedMapOfSetsDoes(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 40) int times,
      @ForAll @IntRange(min = 1, max = 60) int keys) {
    HeapTimerQueue<String, Long> tested =
        new HeapTimerQueue<>(128, StringSerializer.INSTANCE, LongSerializer.INSTANCE);
    TreeMap<Long, Set<Identity>> model = new TreeMap<>();
    SplittableRandom random = new SplittableRandom(seed);
    for (int step = 0; step < 2000; step++) {
      long time = random.nextInt(times) - times / 2;
      Identity timer =
          new Identity(
              "k" + random.nextInt(keys), random.nextInt(3) == 0 ? null : random.nextLong(2));
      Set<Identity> there = model.getOrDefault(time, Set.of());
      // phases in which timers gather, and such in which they go
      int action = random.nextInt(10) + (step / 300 % 2 == 0 ? 0 : 4);
      if (action < 4) {
        boolean fresh = model.computeIfAbsent(time, t -> new HashSet<>()).add(timer);
        assertEquals(fresh, tested.add(time, timer.key, timer.namespace));
      } else if (action < 6) {
        if (!there.contains(timer)) {
          model.computeIfAbsent(time, t -> new HashSet<>()).add(timer);
          tested.addNew(time, timer.key, timer.namespace);
        }
      } else if (action < 8) {
        assertEquals(
            !there.isEmpty() && there.remove(timer),
            tested.remove(time, timer.key, timer.namespace));
      } else {
        TimerQueue.Timer<String, Long> taken = tested.poll();
        if (model.isEmpty()) {
          assertNull(taken);
        } else {
          assertEquals(model.firstKey(), taken.time());
          assertTrue(
              model.firstEntry().getValue().remove(new Identity(taken.key(), taken.namespace())));
        }
      }
      model.values().removeIf(Set::isEmpty);
      assertEquals(model.isEmpty() ? Long.MAX_VALUE : model.firstKey(), tested.nextTime());
      assertEquals(model.values().stream().mapToInt(Set::size).sum(), tested.size());
    }
    TreeMap<Long, Set<Identity>> left = new TreeMap<>();
    tested.forEach(
        timer ->
            assertTrue(
                left.computeIfAbsent(timer.time(), t -> new HashSet<>())
                    .add(new Identity(timer.key(), timer.namespace()))));
    assertEquals(model, left);
  }

  @Test
  void shouldKeepTheOrderInWhichTimersOfOneTimeWereAdded() {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      keys.add("k" + i);
      queue.addNew(7, "k" + i, null);
    }
    List<String> taken = new ArrayList<>();
    while (!queue.isEmpty()) {
      taken.add(queue.poll().key());
    }
    assertEquals(keys, taken);
  }

  @Test
  void shouldNotGrowWithTimersThatComeAndGo() {
    queue.add(Long.MAX_VALUE, "stays", null);
    for (int i = 0; i < 100_000; i++) {
      queue.add(Long.MAX_VALUE, "k" + i, null);
      assertTrue(queue.remove(Long.MAX_VALUE, "k" + i, null));
    }
    assertEquals(1, queue.size());
    assertTrue(queue.freeze().get(0).entries().length < 1000);
  }

  @Test
  void whenTimersChangeThenWhatWasFrozenStays() {
    for (int i = 0; i < 100; i++) {
      queue.add(i % 3, "k" + i, (long) i);
    }
    List<HeapTimerQueue.Frozen> frozen = queue.freeze();
    while (!queue.isEmpty()) {
      queue.poll();
    }
    queue.add(1, "later", null);
    Set<Object> keys = new HashSet<>();
    frozen.forEach(bucket -> bucket.forEach(timer -> keys.add(timer.key())));
    assertEquals(100, keys.size());
  }
}
