// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.benchmarks.jobs;

import java.io.File;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** The order of events of {@link StateJob}, and what was measured. All subtasks share it. */
final class StateScript {
  static final int QUIET_SECONDS = 5;

  private static final Map<Long, Long> BEGAN_NANOS = new HashMap<>();
  private static final Set<String> FILES = new HashSet<>();
  private static Count[] counts;
  private static Path directory;
  private static int subtasks;
  private static int filled;
  private static int measured;
  private static int changed;
  private static int settled;
  private static long settledCheckpoint;
  private static long settledNanos;
  private static long changedNanos;
  private static boolean firstCompleted;
  private static boolean percentCompleted;
  private static volatile boolean failed;
  private static int restored;
  private static long failedNanos;
  private static long quietNanos;
  private static long quietCount;
  private static long busyCount;
  private static double quietRate;
  private static double firstSeconds;
  private static double busyRate;
  private static double percentSeconds;
  private static long percentBytes;
  private static double restoreSeconds;

  private StateScript() {}

  /** Records one subtask has processed; read by others. */
  static final class Count {
    private final AtomicLong records = new AtomicLong();

    void add() {
      records.lazySet(records.get() + 1);
    }
  }

  static synchronized void begin(String uri, int parallelism) {
    directory = Path.of(java.net.URI.create(uri));
    subtasks = parallelism;
    counts = new Count[parallelism];
    for (int i = 0; i < parallelism; i++) {
      counts[i] = new Count();
    }
  }

  static synchronized Count count(int subtask) {
    return counts[subtask];
  }

  private static long processed() {
    long sum = 0;
    for (Count count : counts) {
      sum += count.records.get();
    }
    return sum;
  }

  static synchronized void filled() {
    filled++;
    StateScript.class.notifyAll();
  }

  /** Until all keys have state. */
  static synchronized void awaitQuiet(long keys) throws InterruptedException {
    while (filled < subtasks || processed() < keys) {
      StateScript.class.wait(10);
    }
    if (quietNanos == 0) {
      quietNanos = System.nanoTime();
      quietCount = processed();
    }
  }

  /** The time without checkpoints is over for a subtask. */
  static synchronized void measured() {
    if (++measured == subtasks) {
      quietRate = (processed() - quietCount) * 1e9 / (System.nanoTime() - quietNanos);
    }
  }

  static synchronized void began(long checkpoint) {
    if (BEGAN_NANOS.putIfAbsent(checkpoint, System.nanoTime()) == null && BEGAN_NANOS.size() == 1) {
      busyCount = processed();
    }
  }

  static synchronized void completed(long checkpoint) {
    Long began = BEGAN_NANOS.get(checkpoint);
    if (began == null || failed) {
      return;
    }
    long now = System.nanoTime();
    if (!firstCompleted) {
      firstCompleted = true;
      firstSeconds = (now - began) / 1e9;
      busyRate = (processed() - busyCount) / firstSeconds;
    }
    if (settled == subtasks && settledCheckpoint == 0 && began > settledNanos) {
      settledCheckpoint = checkpoint;
      newBytes();
    } else if (changed == subtasks && !percentCompleted && began > changedNanos) {
      percentCompleted = true;
      percentSeconds = (now - began) / 1e9;
      percentBytes = newBytes();
    }
    StateScript.class.notifyAll();
  }

  static synchronized boolean firstCompleted() {
    return firstCompleted;
  }

  /** Until a checkpoint has completed that has all updates so far. */
  static synchronized void awaitCheckpointAfterNow() throws InterruptedException {
    if (++settled == subtasks) {
      settledNanos = System.nanoTime();
    }
    while (settledCheckpoint == 0) {
      StateScript.class.wait(100);
    }
  }

  static synchronized void percentChanged() {
    if (++changed == subtasks) {
      changedNanos = System.nanoTime();
    }
  }

  static synchronized void awaitPercentCheckpoint() throws InterruptedException {
    while (!percentCompleted) {
      StateScript.class.wait(100);
    }
  }

  static synchronized void fail() {
    failedNanos = System.nanoTime();
    failed = true;
  }

  static boolean hasFailed() {
    return failed;
  }

  static synchronized void idle() throws InterruptedException {
    StateScript.class.wait(100);
  }

  /** A subtask has met restored state for the first time. */
  static synchronized void restored() {
    if (++restored == subtasks) {
      restoreSeconds = (System.nanoTime() - failedNanos) / 1e9;
    }
  }

  /** Bytes of the files that have come since the last look. */
  private static long newBytes() {
    return newBytes(directory.toFile());
  }

  private static long newBytes(File file) {
    if (file.isFile()) {
      return FILES.add(file.getPath()) ? file.length() : 0;
    }
    File[] children = file.listFiles();
    if (children == null) {
      // deleted meanwhile: not of this checkpoint
      return 0;
    }
    long bytes = 0;
    for (File child : children) {
      bytes += newBytes(child);
    }
    return bytes;
  }

  static synchronized void print() {
    System.out.printf(
        "RESULT %.2f %.3f %.3f %.2f %.1f %.2f%n",
        firstSeconds,
        quietRate / 1e6,
        busyRate / 1e6,
        percentSeconds,
        percentBytes / 1e6,
        restoreSeconds);
  }
}
