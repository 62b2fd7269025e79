// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.operator;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.function.KeySelector;
import io.flyshuttle.core.function.Partitioner;

/**
 * By the user's own partitioner.
 *
 * @param <T> type of the records
 * @param <K> type of the keys
 */
public final class CustomSelector<T, K> implements ChannelSelector<T> {
  private static final long serialVersionUID = 1L;

  private final Partitioner<K> partitioner;
  private final KeySelector<T, K> keySelector;
  private int channels;

  public CustomSelector(Partitioner<K> partitioner, KeySelector<T, K> keySelector) {
    this.partitioner = partitioner;
    this.keySelector = keySelector;
  }

  @Override
  public void setup(int channels, int subtask, int maxParallelism) {
    this.channels = channels;
  }

  @Override
  public int select(T record) {
    int selected;
    try {
      selected = partitioner.partition(keySelector.getKey(record), channels);
    } catch (Exception e) {
      throw new FlyshuttleException(
          ErrorCode.USER_FUNCTION_FAILED, "the partitioner failed on record " + record, e);
    }
    if (selected < 0 || selected >= channels) {
      throw new FlyshuttleException(
          ErrorCode.USER_FUNCTION_FAILED,
          "the partitioner "
              + partitioner.getClass().getName()
              + " chose partition "
              + selected
              + "; it must be from 0 to "
              + (channels - 1));
    }
    return selected;
  }
}
