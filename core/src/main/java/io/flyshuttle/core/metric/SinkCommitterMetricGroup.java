// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.metric;

/** Metrics of a sink's committer. */
public interface SinkCommitterMetricGroup extends OperatorMetricGroup {

  Counter getNumCommittablesTotalCounter();

  Counter getNumCommittablesFailureCounter();

  Counter getNumCommittablesRetryCounter();

  Counter getNumCommittablesSuccessCounter();

  Counter getNumCommittablesAlreadyCommittedCounter();

  void setCurrentPendingCommittablesGauge(Gauge<Integer> currentPendingCommittablesGauge);
}
