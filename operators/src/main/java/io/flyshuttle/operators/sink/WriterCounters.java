// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.sink;

import io.flyshuttle.core.metric.Counter;
import io.flyshuttle.core.metric.Gauge;
import io.flyshuttle.core.metric.OperatorMetricGroup;
import io.flyshuttle.core.metric.SinkWriterMetricGroup;
import io.flyshuttle.operators.connector.DelegatingMetricGroup;

/** Metrics of a sink's writer. */
final class WriterCounters extends DelegatingMetricGroup implements SinkWriterMetricGroup {
  private final Counter errors = counter("numRecordsSendErrors");

  WriterCounters(OperatorMetricGroup group) {
    super(group);
    counter("numRecordsOutErrors", errors);
  }

  @Override
  @Deprecated
  public Counter getNumRecordsOutErrorsCounter() {
    return errors;
  }

  @Override
  public Counter getNumRecordsSendErrorsCounter() {
    return errors;
  }

  @Override
  public Counter getNumRecordsSendCounter() {
    return getIOMetricGroup().getNumRecordsOutCounter();
  }

  @Override
  public Counter getNumBytesSendCounter() {
    return getIOMetricGroup().getNumBytesOutCounter();
  }

  @Override
  public void setCurrentSendTimeGauge(Gauge<Long> currentSendTimeGauge) {
    gauge("currentSendTime", currentSendTimeGauge);
  }
}
