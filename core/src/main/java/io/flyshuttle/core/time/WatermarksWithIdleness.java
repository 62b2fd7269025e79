// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.time;

import java.time.Duration;
import java.util.Objects;

/**
 * Marks the output as idle when no record came for a while, else works as another generator.
 *
 * @param <T> type of the records
 */
public class WatermarksWithIdleness<T> implements WatermarkGenerator<T> {
  private final WatermarkGenerator<T> watermarks;
  private final RelativeClock clock;
  private final long idleTimeoutNanos;
  private long lastEventNanos;
  private boolean idle;

  public WatermarksWithIdleness(WatermarkGenerator<T> watermarks, Duration idleTimeout) {
    this(watermarks, idleTimeout, SystemClock.getInstance());
  }

  public WatermarksWithIdleness(
      WatermarkGenerator<T> watermarks, Duration idleTimeout, RelativeClock clock) {
    Objects.requireNonNull(idleTimeout, "idleTimeout");
    if (idleTimeout.isZero() || idleTimeout.isNegative()) {
      throw new IllegalArgumentException("the idle timeout must be above 0: " + idleTimeout);
    }
    this.watermarks = Objects.requireNonNull(watermarks, "watermarks");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.idleTimeoutNanos = saturatedNanos(idleTimeout);
    this.lastEventNanos = clock.relativeTimeNanos();
  }

  @Override
  public void onEvent(T event, long eventTimestamp, WatermarkOutput output) {
    watermarks.onEvent(event, eventTimestamp, output);
    lastEventNanos = clock.relativeTimeNanos();
    idle = false;
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    if (!idle) {
      idle = clock.relativeTimeNanos() - lastEventNanos > idleTimeoutNanos;
      if (idle) {
        output.markIdle();
      }
    }
    if (!idle) {
      watermarks.onPeriodicEmit(output);
    }
  }

  private static long saturatedNanos(Duration duration) {
    try {
      return duration.toNanos();
    } catch (ArithmeticException e) {
      return Long.MAX_VALUE;
    }
  }
}
