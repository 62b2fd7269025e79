// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.timestamp;

import io.flyshuttle.core.stream.source.Watermark;
import java.io.Serializable;

/**
 * For records whose timestamps never fall.
 *
 * @param <T> type of the records
 */
public abstract class AscendingTimestampExtractor<T> implements AssignerWithPeriodicWatermarks<T> {
  private static final long serialVersionUID = 1L;

  private long highest = Long.MIN_VALUE;
  private MonotonyViolationHandler violationHandler = new LoggingHandler();

  /** The record's event time in milliseconds since 1970. */
  public abstract long extractAscendingTimestamp(T element);

  /** What to do with a timestamp that falls; unless set, it is logged. */
  public AscendingTimestampExtractor<T> withViolationHandler(MonotonyViolationHandler handler) {
    this.violationHandler = java.util.Objects.requireNonNull(handler);
    return this;
  }

  @Override
  public final long extractTimestamp(T element, long elementPrevTimestamp) {
    long timestamp = extractAscendingTimestamp(element);
    if (timestamp >= highest) {
      highest = timestamp;
    } else {
      violationHandler.handleViolation(timestamp, highest);
    }
    return timestamp;
  }

  @Override
  public final Watermark getCurrentWatermark() {
    return new Watermark(highest == Long.MIN_VALUE ? Long.MIN_VALUE : highest - 1);
  }

  /** Told of each timestamp that is lower than one before it. */
  public interface MonotonyViolationHandler extends Serializable {
    void handleViolation(long elementTimestamp, long lastTimestamp);
  }

  /** Does nothing. */
  public static final class IgnoringHandler implements MonotonyViolationHandler {
    private static final long serialVersionUID = 1L;

    @Override
    public void handleViolation(long elementTimestamp, long lastTimestamp) {}
  }

  /** Fails the job. */
  public static final class FailingHandler implements MonotonyViolationHandler {
    private static final long serialVersionUID = 1L;

    @Override
    public void handleViolation(long elementTimestamp, long lastTimestamp) {
      throw new IllegalStateException(
          "ascending timestamps expected, but " + elementTimestamp + " follows " + lastTimestamp);
    }
  }

  /** Logs a warning. */
  public static final class LoggingHandler implements MonotonyViolationHandler {
    private static final long serialVersionUID = 1L;

    private static final org.slf4j.Logger LOG =
        org.slf4j.LoggerFactory.getLogger(AscendingTimestampExtractor.class);

    @Override
    public void handleViolation(long elementTimestamp, long lastTimestamp) {
      LOG.warn("ascending timestamps expected, but {} follows {}", elementTimestamp, lastTimestamp);
    }
  }
}
