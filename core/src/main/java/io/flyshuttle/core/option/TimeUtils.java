// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** Reads and prints durations such as {@code "424562ns"}, {@code "10 s"} and {@code "1 min"}. */
public final class TimeUtils {

  private enum Unit {
    DAYS(ChronoUnit.DAYS, "d", "day", "days"),
    HOURS(ChronoUnit.HOURS, "h", "hour", "hours"),
    MINUTES(ChronoUnit.MINUTES, "min", "m", "minute", "minutes"),
    SECONDS(ChronoUnit.SECONDS, "s", "sec", "secs", "second", "seconds"),
    MILLISECONDS(ChronoUnit.MILLIS, "ms", "milli", "millis", "millisecond", "milliseconds"),
    MICROSECONDS(ChronoUnit.MICROS, "us", "µs", "micro", "micros", "microsecond", "microseconds"),
    NANOSECONDS(ChronoUnit.NANOS, "ns", "nano", "nanos", "nanosecond", "nanoseconds");

    private final ChronoUnit chronoUnit;
    private final List<String> names;

    Unit(ChronoUnit chronoUnit, String... names) {
      this.chronoUnit = chronoUnit;
      this.names = List.of(names);
    }
  }

  private TimeUtils() {}

  /**
   * Reads a whole number and a unit; without unit it is milliseconds. The form of ISO 8601, {@code
   * "PT10S"}, is read too.
   *
   * @throws IllegalArgumentException if the text is not a duration
   */
  public static Duration parseDuration(String text) {
    String trimmed = text.trim();
    int end = 0;
    while (end < trimmed.length() && Character.isDigit(trimmed.charAt(end))) {
      end++;
    }
    if (end == 0) {
      return parseIso(text, trimmed);
    }
    String unitName = trimmed.substring(end).trim().toLowerCase(Locale.ROOT);
    Unit unit = unitName.isEmpty() ? Unit.MILLISECONDS : unitNamed(unitName);
    if (unit == null) {
      throw notADuration(text, null);
    }
    try {
      return Duration.of(Long.parseLong(trimmed.substring(0, end)), unit.chronoUnit);
    } catch (NumberFormatException | ArithmeticException e) {
      throw new IllegalArgumentException("the duration \"" + text + "\" is too long", e);
    }
  }

  /** The duration with the largest unit that keeps it whole: {@code "90 s"}. */
  public static String formatWithHighestUnit(Duration duration) {
    for (Unit unit : Unit.values()) {
      Duration one = unit.chronoUnit.getDuration();
      long count = duration.dividedBy(one);
      if (count != 0 && one.multipliedBy(count).equals(duration)) {
        return count + " " + unit.names.get(0);
      }
    }
    return "0 ms";
  }

  private static Duration parseIso(String text, String trimmed) {
    try {
      return Duration.parse(trimmed);
    } catch (DateTimeParseException e) {
      throw notADuration(text, e);
    }
  }

  private static Unit unitNamed(String name) {
    for (Unit unit : Unit.values()) {
      if (unit.names.contains(name)) {
        return unit;
      }
    }
    return null;
  }

  private static IllegalArgumentException notADuration(String text, Exception cause) {
    return new IllegalArgumentException(
        "\"" + text + "\" is not a duration: write a number and a unit of d, h, min, s, ms, us, ns",
        cause);
  }
}
