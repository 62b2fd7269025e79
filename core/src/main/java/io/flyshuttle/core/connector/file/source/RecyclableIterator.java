// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.file.source;

/**
 * A batch whose memory is given back when it has been read.
 *
 * @param <E> type of the records
 */
public abstract class RecyclableIterator<E> implements BulkFormat.RecordIterator<E> {
  private final Runnable recycler;

  /**
   * @param recycler null if there is nothing to give back
   */
  protected RecyclableIterator(Runnable recycler) {
    this.recycler = recycler;
  }

  @Override
  public void releaseBatch() {
    if (recycler != null) {
      recycler.run();
    }
  }
}
