// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.time;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** The length of a window, as programs say it; {@link Duration} says the same. Immutable. */
public final class Time {
  private final TimeUnit unit;
  private final long size;

  private Time(long size, TimeUnit unit) {
    this.unit = Objects.requireNonNull(unit, "a time needs a unit");
    this.size = size;
  }

  public static Time of(long size, TimeUnit unit) {
    return new Time(size, unit);
  }

  public static Time of(Duration duration) {
    return milliseconds(duration.toMillis());
  }

  public static Time milliseconds(long milliseconds) {
    return of(milliseconds, TimeUnit.MILLISECONDS);
  }

  public static Time seconds(long seconds) {
    return of(seconds, TimeUnit.SECONDS);
  }

  public static Time minutes(long minutes) {
    return of(minutes, TimeUnit.MINUTES);
  }

  public static Time hours(long hours) {
    return of(hours, TimeUnit.HOURS);
  }

  public static Time days(long days) {
    return of(days, TimeUnit.DAYS);
  }

  /** The duration of {@code time}, null for null. */
  public static Duration toDuration(Time time) {
    return time == null ? null : time.toDuration();
  }

  public Duration toDuration() {
    return Duration.of(size, unit.toChronoUnit());
  }

  public TimeUnit getUnit() {
    return unit;
  }

  public long getSize() {
    return size;
  }

  public long toMilliseconds() {
    return unit.toMillis(size);
  }

  @Override
  public boolean equals(Object obj) {
    return obj instanceof Time other && other.toMilliseconds() == toMilliseconds();
  }

  @Override
  public int hashCode() {
    return Long.hashCode(toMilliseconds());
  }

  @Override
  public String toString() {
    return toMilliseconds() + " ms";
  }
}
