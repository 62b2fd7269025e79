// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster;

import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for what other processes do; there is nothing to be told by but looking. */
final class Await {
  private static final long PAUSE_NANOS = 100_000_000;

  private Await() {}

  /** Looks until {@code condition} holds; fails after {@code seconds}. */
  static void until(String what, int seconds, Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + seconds * 1_000_000_000L;
    while (!condition.call()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("not within " + seconds + " s: " + what);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
