// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.metric;

/** What can be measured and reported. */
public interface Metric {

  /** Which kind this is. */
  MetricType getMetricType();
}
