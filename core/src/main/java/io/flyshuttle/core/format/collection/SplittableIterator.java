// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.collection;

import java.io.Serializable;
import java.util.Iterator;

/** An iterator that can be cut into parts that together give what it gives. */
public abstract class SplittableIterator<T> implements Iterator<T>, Serializable {
  private static final long serialVersionUID = 1L;

  /** Cuts it into exactly {@code numPartitions} parts, of which some may be empty. */
  public abstract Iterator<T>[] split(int numPartitions);

  /** Part {@code num} of {@code numPartitions}, counted from 0. */
  public Iterator<T> getSplit(int num, int numPartitions) {
    if (num < 0 || num >= numPartitions) {
      throw new IllegalArgumentException("part " + num + " of " + numPartitions);
    }
    return split(numPartitions)[num];
  }

  /** Into how many parts it can be cut that are not empty. */
  public abstract int getMaximumNumberOfSplits();
}
