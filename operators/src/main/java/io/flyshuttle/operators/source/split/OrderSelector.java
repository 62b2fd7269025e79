// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.source.split;

import io.flyshuttle.core.operator.ChannelSelector;

/** Each order to the reader that it names. */
public final class OrderSelector implements ChannelSelector<byte[]> {
  private static final long serialVersionUID = 1L;

  @Override
  public void setup(int channels, int subtask, int maxParallelism) {}

  @Override
  public boolean isUrgent() {
    return true;
  }

  @Override
  public int select(byte[] order) {
    return SourceOrders.reader(order);
  }
}
