// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.collection;

import io.flyshuttle.core.value.LongValue;
import java.util.NoSuchElementException;

/** The whole numbers from one to another, both included, as {@link LongValue}. */
public class LongValueSequenceIterator extends SplittableIterator<LongValue> {
  private static final long serialVersionUID = 1L;

  private final long to;
  private long current;
  private boolean exhausted;

  /** The numbers from {@code from} to {@code to}, both included. */
  public LongValueSequenceIterator(long from, long to) {
    if (from > to) {
      throw new IllegalArgumentException("from " + from + " must not be above to " + to);
    }
    this.current = from;
    this.to = to;
  }

  private static LongValueSequenceIterator empty() {
    LongValueSequenceIterator iterator = new LongValueSequenceIterator(0, 0);
    iterator.exhausted = true;
    return iterator;
  }

  /** The next number. */
  public long getCurrent() {
    return current;
  }

  /** The last number. */
  public long getTo() {
    return to;
  }

  @Override
  public boolean hasNext() {
    return !exhausted;
  }

  @Override
  public LongValue next() {
    if (exhausted) {
      throw new NoSuchElementException();
    }
    long next = current;
    if (next == to) {
      exhausted = true;
    } else {
      current = next + 1;
    }
    return new LongValue(next);
  }

  @Override
  public LongValueSequenceIterator[] split(int numPartitions) {
    if (numPartitions < 1) {
      throw new IllegalArgumentException("at least one part is needed, not " + numPartitions);
    }
    LongValueSequenceIterator[] parts = new LongValueSequenceIterator[numPartitions];
    // The count of numbers may be 2^64, so the size of a part is found with unsigned arithmetic.
    long span = exhausted ? -1 : to - current;
    long whole = exhausted ? 0 : Long.divideUnsigned(span, numPartitions);
    long extra = exhausted ? 0 : Long.remainderUnsigned(span, numPartitions) + 1;
    long from = current;
    for (int i = 0; i < numPartitions; i++) {
      long size = whole + (i < extra ? 1 : 0);
      parts[i] = size == 0 ? empty() : new LongValueSequenceIterator(from, from + size - 1);
      from += size;
    }
    return parts;
  }

  @Override
  public int getMaximumNumberOfSplits() {
    long span = exhausted ? -1 : to - current;
    return span < 0 || span >= Integer.MAX_VALUE
        ? (exhausted ? 0 : Integer.MAX_VALUE)
        : (int) span + 1;
  }
}
