// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.metric;

/** Metrics of one operator in one subtask. */
public interface OperatorMetricGroup extends MetricGroup {

  /** Counters of what the operator takes and gives. */
  OperatorIOMetricGroup getIOMetricGroup();
}
