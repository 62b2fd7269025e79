// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.collection;

import io.flyshuttle.core.format.GenericInputFormat;
import io.flyshuttle.core.format.NonParallelInput;
import java.io.Serializable;
import java.util.Iterator;

/** What an iterator gives, read by one subtask. */
public class IteratorInputFormat<T> extends GenericInputFormat<T> implements NonParallelInput {
  private static final long serialVersionUID = 1L;

  private final Iterator<T> iterator;

  /** Reads {@code iterator}, which must be serializable. */
  public IteratorInputFormat(Iterator<T> iterator) {
    if (!(iterator instanceof Serializable)) {
      throw new IllegalArgumentException(
          "The iterator of " + iterator.getClass().getName() + " is not serializable.");
    }
    this.iterator = iterator;
  }

  @Override
  public boolean reachedEnd() {
    return !iterator.hasNext();
  }

  @Override
  public T nextRecord(T record) {
    return iterator.next();
  }
}
