// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.metric;

/** Metrics of a source's reader. */
public interface SourceReaderMetricGroup extends OperatorMetricGroup {

  /** Records that could not be read. */
  Counter getNumRecordsInErrorsCounter();

  /** How many bytes wait outside. */
  void setPendingBytesGauge(Gauge<Long> pendingBytesGauge);

  /** How many records wait outside. */
  void setPendingRecordsGauge(Gauge<Long> pendingRecordsGauge);
}
