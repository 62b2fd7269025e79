// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.timestamp;

import io.flyshuttle.core.stream.source.Watermark;

/**
 * Gives each record the time at which it is seen; the time never falls, even if the clock does.
 *
 * @param <T> type of the records
 */
@Deprecated
public class IngestionTimeExtractor<T> implements AssignerWithPeriodicWatermarks<T> {
  private static final long serialVersionUID = 1L;

  private long highest;

  @Override
  public long extractTimestamp(T element, long previousElementTimestamp) {
    highest = Math.max(highest, System.currentTimeMillis());
    return highest;
  }

  @Override
  public Watermark getCurrentWatermark() {
    highest = Math.max(highest, System.currentTimeMillis());
    return new Watermark(highest - 1);
  }
}
