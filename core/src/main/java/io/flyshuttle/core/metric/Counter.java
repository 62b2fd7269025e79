// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.metric;

/** Counts up and down. One thread counts, others may read a value that is a little old. */
public interface Counter extends Metric {

  void inc();

  void inc(long n);

  void dec();

  void dec(long n);

  long getCount();

  @Override
  default MetricType getMetricType() {
    return MetricType.COUNTER;
  }
}
