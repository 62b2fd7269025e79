// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.file.source;

/**
 * A record with position that is used again and again.
 *
 * @param <E> type of the record
 */
public class MutableRecordAndPosition<E> extends RecordAndPosition<E> {

  public void set(E newRecord, long newOffset, long newRecordSkipCount) {
    this.record = newRecord;
    this.offset = newOffset;
    this.recordSkipCount = newRecordSkipCount;
  }

  public void setPosition(long newOffset, long newRecordSkipCount) {
    this.offset = newOffset;
    this.recordSkipCount = newRecordSkipCount;
  }

  /** The record behind the one before. */
  public void setNext(E newRecord) {
    this.record = newRecord;
    this.recordSkipCount++;
  }
}
