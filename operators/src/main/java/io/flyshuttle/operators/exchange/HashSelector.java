// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.exchange;

import io.flyshuttle.core.operator.ChannelSelector;
import io.flyshuttle.core.type.TypeComparator;
import io.flyshuttle.operators.key.KeyHasher;

/**
 * By the hash of the key, whatever the type of the record around it.
 *
 * @param <T> type of the records
 */
public final class HashSelector<T> implements ChannelSelector<T> {
  private static final long serialVersionUID = 1L;

  private final TypeComparator<T> comparator;
  private transient KeyHasher<T> hasher;
  private transient int channels;

  public HashSelector(TypeComparator<T> comparator) {
    this.comparator = comparator;
  }

  @Override
  public void setup(int newChannels, int subtask, int maxParallelism) {
    hasher = new KeyHasher<>(comparator.duplicate());
    channels = newChannels;
  }

  @Override
  public int select(T record) {
    // the high bits of the product decide, so that hash tables, which use the low bits, stay even
    return (int) ((hasher.hash(record) & 0xffffffffL) * channels >>> 32);
  }
}
