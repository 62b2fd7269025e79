// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.operator;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.function.KeySelector;
import io.flyshuttle.core.state.KeyGroups;

/**
 * By the key group of the record's key, so that a record reaches the subtask that holds its key's
 * state.
 *
 * @param <T> type of the records
 * @param <K> type of the keys
 */
public final class KeyGroupSelector<T, K> implements ChannelSelector<T> {
  private static final long serialVersionUID = 1L;

  private final KeySelector<T, K> keySelector;
  private int[] channelOfGroup;

  public KeyGroupSelector(KeySelector<T, K> keySelector) {
    this.keySelector = keySelector;
  }

  /** Extracts the key that decides. */
  public KeySelector<T, K> keySelector() {
    return keySelector;
  }

  @Override
  public void setup(int channels, int subtask, int maxParallelism) {
    channelOfGroup = new int[maxParallelism];
    for (int group = 0; group < maxParallelism; group++) {
      channelOfGroup[group] = KeyGroups.subtaskOf(group, maxParallelism, channels);
    }
  }

  @Override
  public int select(T record) {
    K key;
    try {
      key = keySelector.getKey(record);
    } catch (Exception e) {
      throw new FlyshuttleException(
          ErrorCode.USER_FUNCTION_FAILED, "the key selector failed on record " + record, e);
    }
    if (key == null) {
      throw new FlyshuttleException(
          ErrorCode.USER_FUNCTION_FAILED, "the key selector returned null for record " + record);
    }
    return channelOfGroup[KeyGroups.groupOf(key.hashCode(), channelOfGroup.length)];
  }
}
