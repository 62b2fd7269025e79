// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.collection;

import io.flyshuttle.core.format.GenericInputFormat;
import io.flyshuttle.core.format.GenericInputSplit;
import java.io.IOException;
import java.util.Iterator;

/** What an iterator gives that can be cut into parts. */
public class ParallelIteratorInputFormat<T> extends GenericInputFormat<T> {
  private static final long serialVersionUID = 1L;

  private final SplittableIterator<T> source;
  private transient Iterator<T> splitIterator;

  /** Reads {@code iterator}. */
  public ParallelIteratorInputFormat(SplittableIterator<T> iterator) {
    source = iterator;
  }

  @Override
  public void open(GenericInputSplit split) throws IOException {
    super.open(split);
    splitIterator = source.getSplit(split.getSplitNumber(), split.getTotalNumberOfSplits());
  }

  @Override
  public boolean reachedEnd() {
    return !splitIterator.hasNext();
  }

  @Override
  public T nextRecord(T reuse) {
    return splitIterator.next();
  }
}
