// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

import java.time.Duration;

/** How processes notice that others are gone. */
public final class HeartbeatManagerOptions {
  private HeartbeatManagerOptions() {}

  public static final ConfigOption<Duration> HEARTBEAT_INTERVAL =
      ConfigOptions.key("heartbeat.interval")
          .durationType()
          .defaultValue(Duration.ofSeconds(10))
          .withDescription("Time between two signs of life of JobManager and workers.");

  public static final ConfigOption<Duration> HEARTBEAT_TIMEOUT =
      ConfigOptions.key("heartbeat.timeout")
          .durationType()
          .defaultValue(Duration.ofSeconds(50))
          .withDescription("After so long without sign of life a process counts as lost.");

  // names that programs and settings of other engines have; they are said to have no effect

  public static final ConfigOption<Integer> HEARTBEAT_RPC_FAILURE_THRESHOLD =
      WithoutEffect.number("heartbeat.rpc-failure-threshold", 2, WithoutEffect.LOSS);
}
