// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.graph;

import io.flyshuttle.core.job.RestartStrategies;

/**
 * What to do when a job's task fails for a reason other than the user's. One record for all
 * strategies; the fields a strategy does not use are 0.
 *
 * @param strategy which strategy
 * @param attempts fixed delay: how often; failure rate: how many failures per interval;
 *     exponential: how often before the delay is reset
 * @param intervalMillis failure rate: the interval
 * @param delayMillis delay before a restart; exponential: the first delay
 * @param maxDelayMillis exponential: the longest delay
 * @param multiplier exponential: growth of the delay
 * @param resetMillis exponential: running this long without failure resets the delay
 * @param jitter exponential: random part of the delay, 0 to 1
 */
public record RestartSpec(
    Strategy strategy,
    int attempts,
    long intervalMillis,
    long delayMillis,
    long maxDelayMillis,
    double multiplier,
    long resetMillis,
    double jitter) {

  /** The strategies. */
  public enum Strategy {
    /** The session's own setting decides. */
    SESSION_DEFAULT,
    NONE,
    FIXED_DELAY,
    FAILURE_RATE,
    EXPONENTIAL_DELAY
  }

  public static RestartSpec sessionDefault() {
    return new RestartSpec(Strategy.SESSION_DEFAULT, 0, 0, 0, 0, 0, 0, 0);
  }

  public static RestartSpec none() {
    return new RestartSpec(Strategy.NONE, 0, 0, 0, 0, 0, 0, 0);
  }

  public static RestartSpec fixedDelay(int attempts, long delayMillis) {
    return new RestartSpec(Strategy.FIXED_DELAY, attempts, 0, delayMillis, 0, 0, 0, 0);
  }

  /** What a program said about restarts. */
  public static RestartSpec of(RestartStrategies.RestartStrategyConfiguration configuration) {
    if (configuration instanceof RestartStrategies.NoRestartStrategyConfiguration) {
      return none();
    } else if (configuration
        instanceof RestartStrategies.FixedDelayRestartStrategyConfiguration c) {
      return fixedDelay(c.getRestartAttempts(), c.getDurationBetweenAttempts().toMillis());
    } else if (configuration
        instanceof RestartStrategies.FailureRateRestartStrategyConfiguration c) {
      return new RestartSpec(
          Strategy.FAILURE_RATE,
          c.getMaxFailureRate(),
          c.getFailureIntervalDuration().toMillis(),
          c.getDurationBetweenAttempts().toMillis(),
          0,
          0,
          0,
          0);
    } else if (configuration
        instanceof RestartStrategies.ExponentialDelayRestartStrategyConfiguration c) {
      return new RestartSpec(
          Strategy.EXPONENTIAL_DELAY,
          c.getAttemptsBeforeResetBackoff(),
          0,
          c.getInitialBackoffDuration().toMillis(),
          c.getMaxBackoffDuration().toMillis(),
          c.getBackoffMultiplier(),
          c.getResetBackoffDurationThreshold().toMillis(),
          c.getJitterFactor());
    }
    return sessionDefault();
  }
}
