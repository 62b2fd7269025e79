// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.heap;

import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.serialize.basic.LongSerializer;
import io.flyshuttle.core.serialize.basic.VoidSerializer;
import io.flyshuttle.core.state.KeyGroupRange;
import io.flyshuttle.core.state.TimerQueue;
import io.flyshuttle.core.state.ValueState;
import io.flyshuttle.core.state.ValueStateDescriptor;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What it costs to set a key, read a value and write it back, beside a plain {@link HashMap}; and
 * to add and take timers. Run by hand; not a test.
 *
 * <p>Arguments: rounds (5 if not given).
 */
final class KeyedStateBenchmark {
  private static final int ACCESSES = 10_000_000;
  private static final int PATTERN = 1 << 20;
  private static final int TIMERS = 1_000_000;

  private KeyedStateBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
    for (int keyCount : new int[] {100, 10_000, 1_000_000}) {
      Long[] keys = keys(keyCount);
      HeapKeyedStateBackend<Long> backend = backend();
      ValueState<Long> state =
          backend.getState(new ValueStateDescriptor<>("count", LongSerializer.INSTANCE));
      Map<Long, Long> map = new HashMap<>();
      for (int round = 0; round < rounds; round++) {
        long start = cpuNanos();
        for (int i = 0; i < ACCESSES; i++) {
          backend.setCurrentKey(keys[i & (PATTERN - 1)]);
          Long value = state.value();
          state.update(value == null ? 1L : value + 1);
        }
        long between = cpuNanos();
        for (int i = 0; i < ACCESSES; i++) {
          Long key = keys[i & (PATTERN - 1)];
          Long value = map.get(key);
          map.put(key, value == null ? 1L : value + 1);
        }
        report(keyCount + " keys, state", between - start, ACCESSES);
        report(keyCount + " keys, HashMap", cpuNanos() - between, ACCESSES);
      }
    }
    for (int round = 0; round < rounds; round++) {
      timers();
    }
  }

  private static void timers() {
    TimerQueue<Long, Void> queue = backend().getTimerQueue("timers", VoidSerializer.INSTANCE);
    SplittableRandom random = new SplittableRandom(7);
    long start = cpuNanos();
    for (int i = 0; i < TIMERS; i++) {
      queue.add(random.nextLong(TIMERS), (long) i, null);
    }
    long between = cpuNanos();
    while (!queue.isEmpty()) {
      queue.poll();
    }
    report("timers, add", between - start, TIMERS);
    report("timers, take", cpuNanos() - between, TIMERS);
  }

  private static HeapKeyedStateBackend<Long> backend() {
    return new HeapKeyedStateBackend<>(
        LongSerializer.INSTANCE,
        new KeyGroupRange(0, 128),
        128,
        new ExecutionConfig(),
        System::currentTimeMillis);
  }

  /** Time of this thread alone, so that a busy machine disturbs less. */
  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static Long[] keys(int keyCount) {
    SplittableRandom random = new SplittableRandom(1);
    Long[] distinct = new Long[keyCount];
    for (int i = 0; i < keyCount; i++) {
      distinct[i] = i * 7919L;
    }
    Long[] pattern = new Long[PATTERN];
    for (int i = 0; i < PATTERN; i++) {
      pattern[i] = distinct[random.nextInt(keyCount)];
    }
    return pattern;
  }

  private static void report(String what, long nanos, long operations) {
    System.out.printf(Locale.ROOT, "%-24s %7.1f ns%n", what, (double) nanos / operations);
  }
}
