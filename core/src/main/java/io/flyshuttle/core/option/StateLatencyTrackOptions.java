// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

/** How long accesses to state take. */
public final class StateLatencyTrackOptions {
  private StateLatencyTrackOptions() {}

  public static final ConfigOption<Boolean> LATENCY_TRACK_ENABLED =
      WithoutEffect.flag(
          "state.latency-track.keyed-state-enabled", false, WithoutEffect.STATE_LATENCY);

  public static final ConfigOption<Integer> LATENCY_TRACK_SAMPLE_INTERVAL =
      WithoutEffect.number("state.latency-track.sample-interval", 100, WithoutEffect.STATE_LATENCY);

  public static final ConfigOption<Integer> LATENCY_TRACK_HISTORY_SIZE =
      WithoutEffect.number("state.latency-track.history-size", 128, WithoutEffect.STATE_LATENCY);

  public static final ConfigOption<Boolean> LATENCY_TRACK_STATE_NAME_AS_VARIABLE =
      WithoutEffect.flag(
          "state.latency-track.state-name-as-variable", true, WithoutEffect.STATE_LATENCY);
}
