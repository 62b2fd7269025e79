// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.metric;

/** Metrics of a source's enumerator. */
public interface SplitEnumeratorMetricGroup extends MetricGroup {

  /** How many splits wait for a reader. */
  <G extends Gauge<Long>> G setUnassignedSplitsGauge(G unassignedSplitsGauge);
}
