// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.time;

import java.time.Duration;
import java.util.Objects;

/**
 * Watermarks that stay behind the highest timestamp by a fixed time, emitted periodically.
 *
 * @param <T> type of the records
 */
public class BoundedOutOfOrdernessWatermarks<T> implements WatermarkGenerator<T> {
  private final long outOfOrdernessMillis;
  private long maxTimestamp;

  /**
   * @param maxOutOfOrderness how late records may be
   */
  public BoundedOutOfOrdernessWatermarks(Duration maxOutOfOrderness) {
    this.outOfOrdernessMillis = checked(maxOutOfOrderness).toMillis();
    // so that the first watermark, before any record, does not run over the lowest long
    this.maxTimestamp = Long.MIN_VALUE + outOfOrdernessMillis + 1;
  }

  static Duration checked(Duration maxOutOfOrderness) {
    Objects.requireNonNull(maxOutOfOrderness, "maxOutOfOrderness");
    if (maxOutOfOrderness.isNegative()) {
      throw new IllegalArgumentException(
          "the time by which records are late must not be negative: " + maxOutOfOrderness);
    }
    return maxOutOfOrderness;
  }

  @Override
  public void onEvent(T event, long eventTimestamp, WatermarkOutput output) {
    maxTimestamp = Math.max(maxTimestamp, eventTimestamp);
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    output.emitWatermark(new Watermark(maxTimestamp - outOfOrdernessMillis - 1));
  }
}
