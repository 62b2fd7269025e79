// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.metric;

/** Metrics of a sink's writer. */
public interface SinkWriterMetricGroup extends OperatorMetricGroup {

  @Deprecated
  Counter getNumRecordsOutErrorsCounter();

  /** Records that could not be sent. */
  Counter getNumRecordsSendErrorsCounter();

  Counter getNumRecordsSendCounter();

  Counter getNumBytesSendCounter();

  /** How long the last record took, in milliseconds. */
  void setCurrentSendTimeGauge(Gauge<Long> currentSendTimeGauge);
}
