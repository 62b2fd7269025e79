// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.metric;

/**
 * Tells a value when asked. Asked by other threads than the one that changes it.
 *
 * @param <T> type of the value
 */
@FunctionalInterface
public interface Gauge<T> extends Metric {

  T getValue();

  @Override
  default MetricType getMetricType() {
    return MetricType.GAUGE;
  }
}
