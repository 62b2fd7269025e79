// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.source.split;

import io.flyshuttle.core.operator.ChannelSelector;

/** Each order to the reader that it names. */
public final class OrderSelector implements ChannelSelector<byte[]> {
  private static final long serialVersionUID = 1L;

  private int readers;

  @Override
  public void setup(int channels, int subtask, int maxParallelism) {
    readers = channels;
  }

  @Override
  public boolean isUrgent() {
    return true;
  }

  @Override
  public int select(byte[] order) {
    return SourceOrders.reader(order);
  }

  /**
   * Splits that no reader had taken go to another one if theirs is gone. That there are no more was
   * said to the readers there were; those there are now ask again.
   */
  @Override
  public int selectAgain(byte[] order) {
    return SourceOrders.isGivenAgain(order) ? NOBODY : SourceOrders.reader(order) % readers;
  }
}
