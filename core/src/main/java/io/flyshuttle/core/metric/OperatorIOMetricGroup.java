// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.metric;

/** Counters of what an operator takes and gives. */
public interface OperatorIOMetricGroup extends MetricGroup {

  Counter getNumRecordsInCounter();

  Counter getNumRecordsOutCounter();

  Counter getNumBytesInCounter();

  Counter getNumBytesOutCounter();
}
