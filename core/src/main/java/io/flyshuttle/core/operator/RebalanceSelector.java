// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.operator;

/** In turn, over all channels: for rebalance, and over the near ones for rescale. */
public final class RebalanceSelector implements ChannelSelector<Object> {
  private static final long serialVersionUID = 1L;

  private int channels;
  private int next;

  @Override
  public void setup(int channels, int subtask, int maxParallelism) {
    this.channels = channels;
    // subtasks begin at different channels, so that few records spread too
    this.next = subtask % channels;
  }

  @Override
  public int select(Object record) {
    int selected = next;
    next = selected + 1 == channels ? 0 : selected + 1;
    return selected;
  }

  @Override
  public Redistribution redistribution() {
    return Redistribution.ANY;
  }
}
