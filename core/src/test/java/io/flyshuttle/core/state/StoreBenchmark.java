// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state;

import io.flyshuttle.core.checkpoint.CheckpointKind;
import io.flyshuttle.core.checkpoint.KeyedStateHandle;
import io.flyshuttle.core.checkpoint.file.BlobReader;
import io.flyshuttle.core.checkpoint.file.KeyedStateFiles;
import io.flyshuttle.core.checkpoint.file.PendingKeyedState;
import io.flyshuttle.core.checkpoint.file.SegmentFiles;
import io.flyshuttle.core.checkpoint.file.SegmentWriter;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.memory.ManagedMemory;
import io.flyshuttle.core.memory.SegmentPool;
import io.flyshuttle.core.serialize.basic.LongSerializer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Stores beside each other in one run: a running sum by long keys, then checkpoint, incremental
 * checkpoint after 1 % of the keys changed, and restore. Run by hand; not a test.
 *
 * <p>Arguments: keys of the sum, keys of the checkpoint, names of stores.
 */
final class StoreBenchmark {
  private static final int PATTERN = 1 << 22;
  private static final int ROUNDS = 5;
  private static final KeyGroupRange GROUPS = new KeyGroupRange(0, 128);
  private static final ValueStateDescriptor<Long> SUM =
      new ValueStateDescriptor<>("sum", LongSerializer.INSTANCE);

  private StoreBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    int sumKeys = Integer.parseInt(arguments[0]);
    int checkpointKeys = Integer.parseInt(arguments[1]);
    String[] stores = arguments[2].split(",");
    Long[] pattern = new Long[PATTERN];
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < PATTERN; i++) {
      pattern[i] = random.nextInt(sumKeys) * 7919L;
    }
    sums(stores, pattern);
    for (String store : stores) {
      checkpoints(store, checkpointKeys);
    }
  }

  private static KeyedStateBackend<Long> backend(String store) {
    SegmentPool pool = new SegmentPool(3L << 30, 32 << 10, false, false);
    ManagedMemory memory = pool.share(3L << 30, "the benchmark");
    java.nio.file.Path directory = java.nio.file.Path.of(System.getProperty("java.io.tmpdir"));
    return StateBackends.named(store)
        .create(
            new KeyedStateSettings<>(
                LongSerializer.INSTANCE,
                GROUPS,
                GROUPS.size(),
                new ExecutionConfig(),
                System::currentTimeMillis,
                () -> memory,
                purpose -> directory.resolve(purpose + System.nanoTime())));
  }

  private static void sums(String[] stores, Long[] pattern) throws IOException {
    KeyedStateBackend<?>[] backends = new KeyedStateBackend<?>[stores.length];
    for (int round = 0; round < ROUNDS; round++) {
      for (int s = 0; s < stores.length; s++) {
        if (backends[s] == null) {
          backends[s] = backend(stores[s]);
        }
        @SuppressWarnings("unchecked")
        KeyedStateBackend<Long> backend = (KeyedStateBackend<Long>) backends[s];
        ValueState<Long> state = backend.getState(SUM);
        long start = cpuNanos();
        for (Long key : pattern) {
          backend.setCurrentKey(key);
          Long value = state.value();
          state.update(value == null ? key : value + key);
        }
        report(stores[s] + ", sum, round " + round, cpuNanos() - start, pattern.length);
      }
    }
    for (KeyedStateBackend<?> backend : backends) {
      backend.close();
    }
  }

  private static void checkpoints(String store, int keys) throws IOException {
    java.nio.file.Path directory = Files.createTempDirectory("store-benchmark");
    Path base = new Path(directory.toString());
    KeyedStateBackend<Long> backend = backend(store);
    ValueState<Long> state = backend.getState(SUM);
    long start = System.nanoTime();
    for (long key = 0; key < keys; key++) {
      backend.setCurrentKey(key);
      state.update(key);
    }
    report(store + ", fill", System.nanoTime() - start, keys);
    checkpoint(store + ", first checkpoint", backend, base, 1);
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < keys / 100; i++) {
      backend.setCurrentKey((long) random.nextInt(keys));
      state.update(-1L);
    }
    KeyedStateHandle handle = checkpoint(store + ", 1 % changed", backend, base, 2);
    backend.close();
    start = System.nanoTime();
    KeyedStateBackend<Long> restored = backend(store);
    try (BlobReader reader = new BlobReader(base)) {
      KeyedStateFiles.restore(
          restored, List.of(handle), reader, StoreBenchmark.class.getClassLoader());
    }
    restored.getState(SUM);
    report(store + ", restore", System.nanoTime() - start, keys);
    restored.close();
    try (var files = Files.walk(directory)) {
      for (java.nio.file.Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  private static KeyedStateHandle checkpoint(
      String what, KeyedStateBackend<Long> backend, Path base, int id) throws IOException {
    long start = System.nanoTime();
    PendingKeyedState pending =
        KeyedStateFiles.snapshot(backend, id, CheckpointKind.CHECKPOINT, true);
    long taken = System.nanoTime();
    SegmentWriter own = new SegmentWriter(base, "own" + id, 0);
    SegmentWriter shared = new SegmentWriter(base, "shared" + id, 0);
    KeyedStateHandle handle = pending.write(new SegmentFiles(own, shared));
    own.close();
    shared.close();
    pending.close();
    KeyedStateFiles.completed(backend, id);
    System.out.printf(
        Locale.ROOT,
        "%-34s %8.1f ms, of which %.2f ms in the task's thread, %.1f MB%n",
        what,
        (System.nanoTime() - start) / 1e6,
        (taken - start) / 1e6,
        (own.bytesWritten() + shared.bytesWritten()) / 1e6);
    return handle;
  }

  /** Time of this thread alone, so that a busy machine disturbs less. */
  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static void report(String what, long nanos, long operations) {
    System.out.printf(
        Locale.ROOT,
        "%-34s %8.1f ms, %.1f ns each%n",
        what,
        nanos / 1e6,
        (double) nanos / operations);
  }
}
