// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.operator;

/** Every record to every channel. */
public final class BroadcastSelector implements ChannelSelector<Object> {
  private static final long serialVersionUID = 1L;

  @Override
  public void setup(int channels, int subtask, int maxParallelism) {}

  @Override
  public int select(Object record) {
    return ALL_CHANNELS;
  }

  @Override
  public Redistribution redistribution() {
    return Redistribution.ALL;
  }
}
