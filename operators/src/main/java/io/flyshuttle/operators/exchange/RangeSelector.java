// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.exchange;

import io.flyshuttle.core.operator.ChannelSelector;
import io.flyshuttle.core.type.TypeComparator;

/**
 * By ranges of a key whose upper bounds are given.
 *
 * @param <T> type of the records
 */
public final class RangeSelector<T> implements ChannelSelector<T> {
  private static final long serialVersionUID = 1L;

  private final TypeComparator<T> comparator;
  private final RangeBounds bounds;
  private transient Object[] key;
  private transient int channels;

  public RangeSelector(TypeComparator<T> comparator, RangeBounds bounds) {
    this.comparator = comparator;
    this.bounds = bounds;
  }

  @Override
  public void setup(int newChannels, int subtask, int maxParallelism) {
    channels = newChannels;
    key = new Object[comparator.getFlatComparators().length];
  }

  @Override
  public int select(T record) {
    comparator.extractKeys(record, key, 0);
    return Math.min(bounds.rangeOf(key), channels - 1);
  }
}
