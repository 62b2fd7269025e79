// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

import java.time.Duration;

/** Tasks that are slower than others of their operator. */
public final class SlowTaskDetectorOptions {
  private SlowTaskDetectorOptions() {}

  public static final ConfigOption<Duration> CHECK_INTERVAL =
      WithoutEffect.time(
          "slow-task-detector.check-interval", Duration.ofSeconds(1), WithoutEffect.NO_SPECULATION);

  public static final ConfigOption<Duration> EXECUTION_TIME_BASELINE_LOWER_BOUND =
      WithoutEffect.time(
          "slow-task-detector.execution-time.baseline-lower-bound",
          Duration.ofMinutes(1),
          WithoutEffect.NO_SPECULATION);

  public static final ConfigOption<Double> EXECUTION_TIME_BASELINE_RATIO =
      WithoutEffect.ratio(
          "slow-task-detector.execution-time.baseline-ratio", 0.75, WithoutEffect.NO_SPECULATION);

  public static final ConfigOption<Double> EXECUTION_TIME_BASELINE_MULTIPLIER =
      WithoutEffect.ratio(
          "slow-task-detector.execution-time.baseline-multiplier",
          1.5,
          WithoutEffect.NO_SPECULATION);
}
