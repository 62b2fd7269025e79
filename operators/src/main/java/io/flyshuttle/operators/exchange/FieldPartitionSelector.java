// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.exchange;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.function.Partitioner;
import io.flyshuttle.core.operator.ChannelSelector;
import io.flyshuttle.core.type.TypeComparator;

/**
 * By a user's partitioner of the only field of a key.
 *
 * @param <T> type of the records
 */
public final class FieldPartitionSelector<T> implements ChannelSelector<T> {
  private static final long serialVersionUID = 1L;

  private final Partitioner<Object> partitioner;
  private final TypeComparator<T> comparator;
  private transient Object[] key;
  private transient int channels;

  @SuppressWarnings("unchecked")
  public FieldPartitionSelector(Partitioner<?> partitioner, TypeComparator<T> comparator) {
    this.partitioner = (Partitioner<Object>) partitioner;
    this.comparator = comparator;
  }

  @Override
  public void setup(int newChannels, int subtask, int maxParallelism) {
    channels = newChannels;
    key = new Object[comparator.getFlatComparators().length];
  }

  @Override
  public int select(T record) {
    comparator.extractKeys(record, key, 0);
    int channel = partitioner.partition(key[0], channels);
    if (channel < 0 || channel >= channels) {
      throw new FlyshuttleException(
          ErrorCode.USER_FUNCTION_FAILED,
          "the partitioner "
              + partitioner.getClass().getName()
              + " chose partition "
              + channel
              + " for key "
              + key[0]
              + "; it must be from 0 to "
              + (channels - 1));
    }
    return channel;
  }
}
