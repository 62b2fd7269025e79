// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.file.source;

/**
 * A record and where reading goes on behind it.
 *
 * @param <E> type of the record
 */
public class RecordAndPosition<E> {

  /** Offset of a format that does not know offsets. */
  public static final long NO_OFFSET = CheckpointedPosition.NO_OFFSET;

  E record;
  long offset;
  long recordSkipCount;

  public RecordAndPosition(E record, long offset, long recordSkipCount) {
    this.record = record;
    this.offset = offset;
    this.recordSkipCount = recordSkipCount;
  }

  RecordAndPosition() {}

  public E getRecord() {
    return record;
  }

  public long getOffset() {
    return offset;
  }

  /** Records behind the offset that have been read, this one included. */
  public long getRecordSkipCount() {
    return recordSkipCount;
  }

  @Override
  public String toString() {
    return record + " at " + offset + " + " + recordSkipCount;
  }
}
