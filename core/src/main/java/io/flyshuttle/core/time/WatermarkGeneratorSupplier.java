// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.time;

import io.flyshuttle.core.metric.MetricGroup;
import java.io.Serializable;

/**
 * Makes a watermark generator in each subtask.
 *
 * @param <T> type of the records
 */
@FunctionalInterface
public interface WatermarkGeneratorSupplier<T> extends Serializable {

  WatermarkGenerator<T> createWatermarkGenerator(Context context);

  /** What a generator may use. */
  interface Context {

    MetricGroup getMetricGroup();

    /** A clock that stands still while the input is held up by others. */
    default RelativeClock getInputActivityClock() {
      return SystemClock.getInstance();
    }
  }
}
