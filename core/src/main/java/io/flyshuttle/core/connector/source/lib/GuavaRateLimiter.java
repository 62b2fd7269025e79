// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.source.lib;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Evenly so many records a second. What was not used for a while is not saved up, except for one
 * hundredth of a second, so that waiting costs little at high rates.
 */
public class GuavaRateLimiter implements RateLimiter {
  private static final long SLACK_NANOS = 10_000_000;

  private final double nanosPerRecord;
  private double nextNanos;

  public GuavaRateLimiter(double permitsPerSecond) {
    this.nanosPerRecord = 1e9 / permitsPerSecond;
    this.nextNanos = System.nanoTime();
  }

  @Override
  public CompletionStage<Void> acquire() {
    long now = System.nanoTime();
    nextNanos = Math.max(nextNanos, now - SLACK_NANOS);
    double due = nextNanos;
    nextNanos += nanosPerRecord;
    long waitNanos = (long) (due - now);
    if (waitNanos <= 0) {
      return CompletableFuture.completedFuture(null);
    }
    return CompletableFuture.runAsync(
        () -> {}, CompletableFuture.delayedExecutor(waitNanos, TimeUnit.NANOSECONDS));
  }
}
