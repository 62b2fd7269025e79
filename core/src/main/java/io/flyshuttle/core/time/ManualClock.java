// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.time;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands still until it is advanced, for tests. Safe for several threads. */
public final class ManualClock extends Clock {
  private final AtomicLong nanos;

  public ManualClock() {
    this(0);
  }

  /** Starts at the given time, in nanoseconds since 1970. */
  public ManualClock(long startNanos) {
    this.nanos = new AtomicLong(startNanos);
  }

  @Override
  public long absoluteTimeMillis() {
    return nanos.get() / 1_000_000;
  }

  @Override
  public long relativeTimeMillis() {
    return nanos.get() / 1_000_000;
  }

  @Override
  public long relativeTimeNanos() {
    return nanos.get();
  }

  public void advanceTime(long duration, TimeUnit timeUnit) {
    nanos.addAndGet(timeUnit.toNanos(duration));
  }

  public void advanceTime(Duration duration) {
    nanos.addAndGet(duration.toNanos());
  }
}
