// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.file.source;

/**
 * A batch of one record.
 *
 * @param <E> type of the record
 */
public final class SingletonResultIterator<E> extends RecyclableIterator<E> {
  private final MutableRecordAndPosition<E> result = new MutableRecordAndPosition<>();
  private E record;

  public SingletonResultIterator() {
    this(null);
  }

  public SingletonResultIterator(Runnable recycler) {
    super(recycler);
  }

  public void set(E newRecord, long offset, long skipCount) {
    this.record = newRecord;
    result.set(newRecord, offset, skipCount);
  }

  @Override
  public RecordAndPosition<E> next() {
    if (record == null) {
      return null;
    }
    record = null;
    return result;
  }
}
