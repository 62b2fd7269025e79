// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.plan;

import io.flyshuttle.core.graph.RestartSpec;
import io.flyshuttle.core.graph.RestartSpec.Strategy;
import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.job.RestartStrategies.ExponentialDelayRestartStrategyConfiguration;
import io.flyshuttle.core.job.RestartStrategies.FailureRateRestartStrategyConfiguration;
import io.flyshuttle.core.job.RestartStrategies.FixedDelayRestartStrategyConfiguration;
import io.flyshuttle.core.job.RestartStrategies.NoRestartStrategyConfiguration;
import io.flyshuttle.core.job.RestartStrategies.RestartStrategyConfiguration;

/** Brings the restart strategy that a program chose into the form the JobManager reads. */
public final class RestartSpecs {
  private RestartSpecs() {}

  /** The program's strategy; the session's own if the program chose none. */
  public static RestartSpec of(ExecutionConfig config) {
    RestartStrategyConfiguration chosen = config.getRestartStrategy();
    if (chosen instanceof NoRestartStrategyConfiguration) {
      return RestartSpec.none();
    }
    if (chosen instanceof FixedDelayRestartStrategyConfiguration fixed) {
      return RestartSpec.fixedDelay(
          fixed.getRestartAttempts(), fixed.getDurationBetweenAttempts().toMillis());
    }
    if (chosen instanceof FailureRateRestartStrategyConfiguration rate) {
      return new RestartSpec(
          Strategy.FAILURE_RATE,
          rate.getMaxFailureRate(),
          rate.getFailureIntervalDuration().toMillis(),
          rate.getDurationBetweenAttempts().toMillis(),
          0,
          0,
          0,
          0);
    }
    if (chosen instanceof ExponentialDelayRestartStrategyConfiguration exponential) {
      return new RestartSpec(
          Strategy.EXPONENTIAL_DELAY,
          exponential.getAttemptsBeforeResetBackoff(),
          0,
          exponential.getInitialBackoffDuration().toMillis(),
          exponential.getMaxBackoffDuration().toMillis(),
          exponential.getBackoffMultiplier(),
          exponential.getResetBackoffDurationThreshold().toMillis(),
          exponential.getJitterFactor());
    }
    return RestartSpec.sessionDefault();
  }
}
