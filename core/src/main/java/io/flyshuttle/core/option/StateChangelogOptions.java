// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

import java.time.Duration;

/** Logs of changes of state between checkpoints. */
public final class StateChangelogOptions {
  private StateChangelogOptions() {}

  public static final ConfigOption<Boolean> ENABLE_STATE_CHANGE_LOG =
      WithoutEffect.flag("state.changelog.enabled", false, WithoutEffect.CHANGELOG);

  public static final ConfigOption<String> STATE_CHANGE_LOG_STORAGE =
      WithoutEffect.text("state.changelog.storage", "memory", WithoutEffect.CHANGELOG);

  public static final ConfigOption<Boolean> PERIODIC_MATERIALIZATION_ENABLED =
      WithoutEffect.flag(
          "state.changelog.periodic-materialize.enabled", true, WithoutEffect.CHANGELOG);

  public static final ConfigOption<Duration> PERIODIC_MATERIALIZATION_INTERVAL =
      WithoutEffect.time(
          "state.changelog.periodic-materialize.interval",
          Duration.ofMinutes(10),
          WithoutEffect.CHANGELOG);

  public static final ConfigOption<Integer> MATERIALIZATION_MAX_FAILURES_ALLOWED =
      WithoutEffect.number("state.changelog.max-failures-allowed", 3, WithoutEffect.CHANGELOG);
}
