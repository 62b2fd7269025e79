// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

/** The data connections between workers. */
public final class NettyShuffleEnvironmentOptions {
  private NettyShuffleEnvironmentOptions() {}

  public static final ConfigOption<Integer> DATA_PORT =
      ConfigOptions.key("taskmanager.data.port")
          .intType()
          .defaultValue(0)
          .withDescription(
              "Port at which a worker offers its results to others. 0 takes any free" + " port.");

  public static final ConfigOption<Integer> NETWORK_NUM_BUFFERS =
      ConfigOptions.key("taskmanager.network.numberOfBuffers")
          .intType()
          .defaultValue(2048)
          .withDescription(
              "Number of network buffers. Old: counts only where it is set and none of"
                  + " the keys taskmanager.network.memory is.");

  public static final ConfigOption<Integer> NETWORK_EXTRA_BUFFERS_PER_GATE =
      ConfigOptions.key("taskmanager.network.memory.floating-buffers-per-gate")
          .intType()
          .defaultValue(8)
          .withDescription("Buffers that the channels of an input share.");
}
