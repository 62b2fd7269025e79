// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.job;

import java.time.Duration;

/** A point in time until which something must have happened, on a clock that never jumps. */
public final class Deadline {
  private final long atNanos;

  private Deadline(long atNanos) {
    this.atNanos = atNanos;
  }

  public static Deadline fromNow(Duration duration) {
    return new Deadline(System.nanoTime() + duration.toNanos());
  }

  /** What is left, negative if the time is over. */
  public Duration timeLeft() {
    return Duration.ofNanos(atNanos - System.nanoTime());
  }

  public boolean hasTimeLeft() {
    return !isOverdue();
  }

  public boolean isOverdue() {
    return atNanos - System.nanoTime() < 0;
  }
}
