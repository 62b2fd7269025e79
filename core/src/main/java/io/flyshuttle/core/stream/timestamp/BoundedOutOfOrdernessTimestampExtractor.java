// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.timestamp;

import io.flyshuttle.core.stream.source.Watermark;
import io.flyshuttle.core.time.Time;

/**
 * For records that are late by a bounded time.
 *
 * @param <T> type of the records
 */
public abstract class BoundedOutOfOrdernessTimestampExtractor<T>
    implements AssignerWithPeriodicWatermarks<T> {
  private static final long serialVersionUID = 1L;

  private final long maxOutOfOrdernessMillis;
  private long highest;
  private long lastWatermark = Long.MIN_VALUE;

  public BoundedOutOfOrdernessTimestampExtractor(Time maxOutOfOrderness) {
    if (maxOutOfOrderness.toMilliseconds() < 0) {
      throw new IllegalArgumentException(
          "the maximum out-of-orderness must not be negative: " + maxOutOfOrderness);
    }
    this.maxOutOfOrdernessMillis = maxOutOfOrderness.toMilliseconds();
    this.highest = Long.MIN_VALUE + maxOutOfOrdernessMillis;
  }

  /** How late a record may be, in milliseconds. */
  public long getMaxOutOfOrdernessInMillis() {
    return maxOutOfOrdernessMillis;
  }

  /** The record's event time in milliseconds since 1970. */
  public abstract long extractTimestamp(T element);

  @Override
  public final Watermark getCurrentWatermark() {
    lastWatermark = Math.max(lastWatermark, highest - maxOutOfOrdernessMillis);
    return new Watermark(lastWatermark);
  }

  @Override
  public final long extractTimestamp(T element, long previousElementTimestamp) {
    long timestamp = extractTimestamp(element);
    highest = Math.max(highest, timestamp);
    return timestamp;
  }
}
