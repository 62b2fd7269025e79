// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.metric;

/** Measures how often something happens. */
public interface Meter extends Metric {

  void markEvent();

  void markEvent(long n);

  /** Events per second, lately. */
  double getRate();

  /** Events since the beginning. */
  long getCount();

  @Override
  default MetricType getMetricType() {
    return MetricType.METER;
  }
}
