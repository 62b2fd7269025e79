// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.exchange;

import io.flyshuttle.core.operator.ChannelSelector;
import io.flyshuttle.core.tuple.Tuple2;

/** By the range number that a {@link RangeAssigner} put before the record. */
public final class RangeNumberSelector implements ChannelSelector<Tuple2<Integer, Object>> {
  private static final long serialVersionUID = 1L;

  private int channels;

  @Override
  public void setup(int newChannels, int subtask, int maxParallelism) {
    channels = newChannels;
  }

  @Override
  public int select(Tuple2<Integer, Object> record) {
    return Math.min(record.f0, channels - 1);
  }
}
