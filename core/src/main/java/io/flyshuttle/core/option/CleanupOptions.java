// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

import java.time.Duration;

/** What ended jobs leave. */
public final class CleanupOptions {
  private CleanupOptions() {}

  public static final ConfigOption<String> CLEANUP_STRATEGY =
      WithoutEffect.text("cleanup-strategy.type", "exponential-delay", WithoutEffect.CLEANUP);

  public static final ConfigOption<Integer> CLEANUP_STRATEGY_FIXED_DELAY_ATTEMPTS =
      WithoutEffect.number(
          "cleanup-strategy.fixed-delay.attempts", Integer.MAX_VALUE, WithoutEffect.CLEANUP);

  public static final ConfigOption<Duration> CLEANUP_STRATEGY_FIXED_DELAY_DELAY =
      WithoutEffect.time(
          "cleanup-strategy.fixed-delay.delay", Duration.ofMinutes(1), WithoutEffect.CLEANUP);

  public static final ConfigOption<Duration> CLEANUP_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF =
      WithoutEffect.time(
          "cleanup-strategy.exponential-delay.initial-backoff",
          Duration.ofSeconds(1),
          WithoutEffect.CLEANUP);

  public static final ConfigOption<Duration> CLEANUP_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF =
      WithoutEffect.time(
          "cleanup-strategy.exponential-delay.max-backoff",
          Duration.ofHours(1),
          WithoutEffect.CLEANUP);

  public static final ConfigOption<Integer> CLEANUP_STRATEGY_EXPONENTIAL_DELAY_MAX_ATTEMPTS =
      WithoutEffect.number(
          "cleanup-strategy.exponential-delay.attempts", Integer.MAX_VALUE, WithoutEffect.CLEANUP);
}
