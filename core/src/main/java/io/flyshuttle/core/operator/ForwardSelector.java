// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.operator;

/** One sender, one receiver: for edges between subtasks of the same number. */
public final class ForwardSelector implements ChannelSelector<Object> {
  private static final long serialVersionUID = 1L;

  @Override
  public void setup(int channels, int subtask, int maxParallelism) {
    if (channels != 1) {
      throw new IllegalArgumentException("a forward edge has one channel, not " + channels);
    }
  }

  @Override
  public int select(Object record) {
    return 0;
  }

  @Override
  public Redistribution redistribution() {
    return Redistribution.ANY;
  }
}
