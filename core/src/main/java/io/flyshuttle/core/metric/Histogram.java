// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.metric;

/** Knows the distribution of values. */
public interface Histogram extends Metric {

  void update(long value);

  /** Number of values since the beginning. */
  long getCount();

  /** The distribution now. */
  HistogramStatistics getStatistics();

  @Override
  default MetricType getMetricType() {
    return MetricType.HISTOGRAM;
  }
}
