// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.file.source;

import java.util.Iterator;

/**
 * A batch that an iterator gives.
 *
 * @param <E> type of the records
 */
public final class IteratorResultIterator<E> implements BulkFormat.RecordIterator<E> {
  private final Iterator<E> records;
  private final MutableRecordAndPosition<E> result = new MutableRecordAndPosition<>();

  /**
   * @param startingSkipCount how many records behind the offset lie before the first
   */
  public IteratorResultIterator(Iterator<E> records, long offset, long startingSkipCount) {
    this.records = records;
    result.set(null, offset, startingSkipCount);
  }

  @Override
  public RecordAndPosition<E> next() {
    if (!records.hasNext()) {
      return null;
    }
    result.setNext(records.next());
    return result;
  }
}
