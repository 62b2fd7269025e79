// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.window.evictor;

import io.flyshuttle.core.metric.MetricGroup;
import io.flyshuttle.core.stream.window.TimestampedValue;
import io.flyshuttle.core.stream.window.Window;
import java.io.Serializable;

/**
 * Removes records from a window when it fires, before or after its function has seen them.
 *
 * @param <T> type of the records
 * @param <W> type of the windows
 */
public interface Evictor<T, W extends Window> extends Serializable {

  /** Removes, by the iterator, records that the function is not to see. */
  void evictBefore(
      Iterable<TimestampedValue<T>> elements, int size, W window, EvictorContext evictorContext);

  /** Removes, by the iterator, records that the next firing is not to see. */
  void evictAfter(
      Iterable<TimestampedValue<T>> elements, int size, W window, EvictorContext evictorContext);

  /** What an evictor may know besides the records. */
  interface EvictorContext {

    /** Milliseconds since 1970. */
    long getCurrentProcessingTime();

    MetricGroup getMetricGroup();

    /** {@link Long#MIN_VALUE} before the first. */
    long getCurrentWatermark();
  }
}
