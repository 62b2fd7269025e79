// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.metric;

/** The kinds of metrics. */
public enum MetricType {
  COUNTER,
  METER,
  GAUGE,
  HISTOGRAM
}
