// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.time;

/**
 * Gives records the time at which they come; it never goes back, even if the machine's clock does.
 *
 * @param <T> type of the records
 */
public final class IngestionTimeAssigner<T> implements TimestampAssigner<T> {
  private long maxTimestamp;

  @Override
  public long extractTimestamp(T element, long recordTimestamp) {
    maxTimestamp = Math.max(System.currentTimeMillis(), maxTimestamp);
    return maxTimestamp;
  }
}
