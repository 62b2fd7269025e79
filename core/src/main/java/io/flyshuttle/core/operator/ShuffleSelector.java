// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.operator;

/** At random, evenly. Xorshift generator (Marsaglia 2003), seeded by the subtask. */
public final class ShuffleSelector implements ChannelSelector<Object> {
  private static final long serialVersionUID = 1L;

  private int channels;
  private long state;

  @Override
  public void setup(int channels, int subtask, int maxParallelism) {
    this.channels = channels;
    this.state = 0x9E3779B97F4A7C15L * (subtask + 1);
  }

  @Override
  public int select(Object record) {
    state ^= state << 13;
    state ^= state >>> 7;
    state ^= state << 17;
    return (int) (((state >>> 32) * channels) >>> 32);
  }

  @Override
  public Redistribution redistribution() {
    return Redistribution.ANY;
  }
}
