// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format;

/** What is known about the size of an input before it is read. */
public interface BaseStatistics {

  /** {@link #getTotalInputSize} if it is not known. */
  long SIZE_UNKNOWN = -1;

  /** {@link #getNumberOfRecords} if it is not known. */
  long NUM_RECORDS_UNKNOWN = -1;

  /** {@link #getAverageRecordWidth} if it is not known. */
  float AVG_RECORD_BYTES_UNKNOWN = -1.0f;

  /** Size in bytes. */
  long getTotalInputSize();

  /** How many records there are, about. */
  long getNumberOfRecords();

  /** Bytes per record, about. */
  float getAverageRecordWidth();
}
