// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.file.source;

/**
 * A batch in an array.
 *
 * @param <E> type of the records
 */
public final class ArrayResultIterator<E> extends RecyclableIterator<E> {
  private final MutableRecordAndPosition<E> result = new MutableRecordAndPosition<>();
  private E[] records;
  private int count;
  private int next;

  public ArrayResultIterator() {
    this(null);
  }

  public ArrayResultIterator(Runnable recycler) {
    super(recycler);
  }

  /**
   * Sets the batch.
   *
   * @param num how many of the records there are
   * @param offset of all of them
   * @param skipCountOfFirst how many records behind the offset lie before the first
   */
  public void set(E[] newRecords, int num, long offset, long skipCountOfFirst) {
    this.records = newRecords;
    this.count = num;
    this.next = 0;
    result.set(null, offset, skipCountOfFirst);
  }

  @Override
  public RecordAndPosition<E> next() {
    if (next == count) {
      return null;
    }
    result.setNext(records[next++]);
    return result;
  }
}
