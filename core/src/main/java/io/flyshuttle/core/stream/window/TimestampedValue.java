// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.window;

/**
 * A record with its timestamp, as evictors see it.
 *
 * @param <T> type of the record
 */
public class TimestampedValue<T> {
  private final T value;
  private final long timestamp;
  private final boolean hasTimestamp;

  public TimestampedValue(T value) {
    this(value, Long.MIN_VALUE, false);
  }

  public TimestampedValue(T value, long timestamp) {
    this(value, timestamp, true);
  }

  private TimestampedValue(T value, long timestamp, boolean hasTimestamp) {
    this.value = value;
    this.timestamp = timestamp;
    this.hasTimestamp = hasTimestamp;
  }

  public T getValue() {
    return value;
  }

  /**
   * Milliseconds since 1970.
   *
   * @throws IllegalStateException if the record has none
   */
  public long getTimestamp() {
    if (!hasTimestamp) {
      throw new IllegalStateException(
          "record has no timestamp; is assignTimestampsAndWatermarks missing?");
    }
    return timestamp;
  }

  public boolean hasTimestamp() {
    return hasTimestamp;
  }
}
