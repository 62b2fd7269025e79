// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.time;

/** The clock of the machine. */
public final class SystemClock extends Clock {
  private static final SystemClock INSTANCE = new SystemClock();

  private SystemClock() {}

  public static SystemClock getInstance() {
    return INSTANCE;
  }

  @Override
  public long absoluteTimeMillis() {
    return System.currentTimeMillis();
  }

  @Override
  public long relativeTimeMillis() {
    return System.nanoTime() / 1_000_000;
  }

  @Override
  public long relativeTimeNanos() {
    return System.nanoTime();
  }
}
