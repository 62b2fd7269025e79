// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.job;

import io.flyshuttle.core.option.ReadableConfig;
import io.flyshuttle.core.option.RestartStrategyOptions;
import java.io.Serializable;
import java.time.Duration;
import java.util.Optional;

/** What a program can say about failures of its job. */
public final class RestartStrategies {
  private RestartStrategies() {}

  /** The job fails with the first failure. */
  public static RestartStrategyConfiguration noRestart() {
    return new NoRestartStrategyConfiguration();
  }

  /** The session's own setting counts. */
  public static RestartStrategyConfiguration fallBackRestart() {
    return new FallbackRestartStrategyConfiguration();
  }

  /** At most {@code restartAttempts} restarts, each {@code delayMillis} after the failure. */
  public static RestartStrategyConfiguration fixedDelayRestart(
      int restartAttempts, long delayMillis) {
    return fixedDelayRestart(restartAttempts, Duration.ofMillis(delayMillis));
  }

  public static RestartStrategyConfiguration fixedDelayRestart(int restartAttempts, Time delay) {
    return fixedDelayRestart(restartAttempts, delay.toDuration());
  }

  public static RestartStrategyConfiguration fixedDelayRestart(
      int restartAttempts, Duration delay) {
    return new FixedDelayRestartStrategyConfiguration(restartAttempts, delay);
  }

  /** The job fails when more than {@code failureRate} failures happen within the interval. */
  public static FailureRateRestartStrategyConfiguration failureRateRestart(
      int failureRate, Time failureInterval, Time delay) {
    return failureRateRestart(failureRate, failureInterval.toDuration(), delay.toDuration());
  }

  public static FailureRateRestartStrategyConfiguration failureRateRestart(
      int failureRate, Duration failureInterval, Duration delay) {
    return new FailureRateRestartStrategyConfiguration(failureRate, failureInterval, delay);
  }

  /** The delay grows with each failure, and is the first one again after a quiet time. */
  public static ExponentialDelayRestartStrategyConfiguration exponentialDelayRestart(
      Time initialBackoff,
      Time maxBackoff,
      double backoffMultiplier,
      Time resetBackoffThreshold,
      double jitterFactor) {
    return exponentialDelayRestart(
        initialBackoff.toDuration(),
        maxBackoff.toDuration(),
        backoffMultiplier,
        resetBackoffThreshold.toDuration(),
        jitterFactor);
  }

  public static ExponentialDelayRestartStrategyConfiguration exponentialDelayRestart(
      Duration initialBackoff,
      Duration maxBackoff,
      double backoffMultiplier,
      Duration resetBackoffThreshold,
      double jitterFactor) {
    return new ExponentialDelayRestartStrategyConfiguration(
        initialBackoff, maxBackoff, backoffMultiplier, resetBackoffThreshold, jitterFactor);
  }

  /** The strategy that the settings name; empty if they name none. */
  public static Optional<RestartStrategyConfiguration> fromConfiguration(
      ReadableConfig configuration) {
    return configuration
        .getOptional(RestartStrategyOptions.RESTART_STRATEGY)
        .map(RestartStrategyOptions.RestartStrategyType::of)
        .map(type -> of(type, configuration));
  }

  private static RestartStrategyConfiguration of(
      RestartStrategyOptions.RestartStrategyType type, ReadableConfig configuration) {
    return switch (type) {
      case NO_RESTART_STRATEGY -> noRestart();
      case FIXED_DELAY ->
          fixedDelayRestart(
              configuration.get(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS),
              configuration.get(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY));
      case FAILURE_RATE ->
          failureRateRestart(
              configuration.get(
                  RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_MAX_FAILURES_PER_INTERVAL),
              configuration.get(
                  RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_FAILURE_RATE_INTERVAL),
              configuration.get(RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_DELAY));
      case EXPONENTIAL_DELAY ->
          new ExponentialDelayRestartStrategyConfiguration(
              configuration.get(
                  RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF),
              configuration.get(
                  RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF),
              configuration.get(
                  RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_BACKOFF_MULTIPLIER),
              configuration.get(
                  RestartStrategyOptions
                      .RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD),
              configuration.get(
                  RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_JITTER_FACTOR),
              configuration.get(
                  RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS));
    };
  }

  /** A strategy with its settings. */
  public abstract static class RestartStrategyConfiguration implements Serializable {
    private static final long serialVersionUID = 1L;

    RestartStrategyConfiguration() {}

    /** For people, in one line. */
    public abstract String getDescription();

    @Override
    public final String toString() {
      return getDescription();
    }

    @Override
    public final boolean equals(Object obj) {
      return obj != null
          && getClass() == obj.getClass()
          && getDescription().equals(((RestartStrategyConfiguration) obj).getDescription());
    }

    @Override
    public final int hashCode() {
      return getDescription().hashCode();
    }
  }

  /** See {@link RestartStrategies#noRestart}. */
  public static final class NoRestartStrategyConfiguration extends RestartStrategyConfiguration {
    private static final long serialVersionUID = 1L;

    public NoRestartStrategyConfiguration() {}

    @Override
    public String getDescription() {
      return "no restart";
    }
  }

  /** See {@link RestartStrategies#fallBackRestart}. */
  public static final class FallbackRestartStrategyConfiguration
      extends RestartStrategyConfiguration {
    private static final long serialVersionUID = 1L;

    public FallbackRestartStrategyConfiguration() {}

    @Override
    public String getDescription() {
      return "restart as the session says";
    }
  }

  /** See {@link RestartStrategies#fixedDelayRestart(int, Duration)}. */
  public static final class FixedDelayRestartStrategyConfiguration
      extends RestartStrategyConfiguration {
    private static final long serialVersionUID = 1L;

    private final int restartAttempts;
    private final Duration delay;

    FixedDelayRestartStrategyConfiguration(int restartAttempts, Duration delay) {
      this.restartAttempts = restartAttempts;
      this.delay = requireNotNegative(delay);
    }

    public int getRestartAttempts() {
      return restartAttempts;
    }

    public Time getDelayBetweenAttemptsInterval() {
      return Time.fromDuration(delay);
    }

    public Duration getDurationBetweenAttempts() {
      return delay;
    }

    @Override
    public String getDescription() {
      return "at most " + restartAttempts + " restarts, each after " + delay.toMillis() + " ms";
    }
  }

  /** See {@link RestartStrategies#failureRateRestart(int, Duration, Duration)}. */
  public static final class FailureRateRestartStrategyConfiguration
      extends RestartStrategyConfiguration {
    private static final long serialVersionUID = 1L;

    private final int maxFailureRate;
    private final Duration failureInterval;
    private final Duration delay;

    public FailureRateRestartStrategyConfiguration(
        int maxFailureRate, Time failureInterval, Time delay) {
      this(maxFailureRate, failureInterval.toDuration(), delay.toDuration());
    }

    public FailureRateRestartStrategyConfiguration(
        int maxFailureRate, Duration failureInterval, Duration delay) {
      this.maxFailureRate = maxFailureRate;
      this.failureInterval = requireNotNegative(failureInterval);
      this.delay = requireNotNegative(delay);
    }

    public int getMaxFailureRate() {
      return maxFailureRate;
    }

    public Time getFailureInterval() {
      return Time.fromDuration(failureInterval);
    }

    public Duration getFailureIntervalDuration() {
      return failureInterval;
    }

    public Time getDelayBetweenAttemptsInterval() {
      return Time.fromDuration(delay);
    }

    public Duration getDurationBetweenAttempts() {
      return delay;
    }

    @Override
    public String getDescription() {
      return "at most "
          + maxFailureRate
          + " failures in "
          + failureInterval.toMillis()
          + " ms, each restart after "
          + delay.toMillis()
          + " ms";
    }
  }

  /** See {@link RestartStrategies#exponentialDelayRestart}. */
  public static final class ExponentialDelayRestartStrategyConfiguration
      extends RestartStrategyConfiguration {
    private static final long serialVersionUID = 1L;

    private final Duration initialBackoff;
    private final Duration maxBackoff;
    private final double backoffMultiplier;
    private final Duration resetBackoffThreshold;
    private final double jitterFactor;
    private final int attemptsBeforeReset;

    public ExponentialDelayRestartStrategyConfiguration(
        Time initialBackoff,
        Time maxBackoff,
        double backoffMultiplier,
        Time resetBackoffThreshold,
        double jitterFactor) {
      this(
          initialBackoff.toDuration(),
          maxBackoff.toDuration(),
          backoffMultiplier,
          resetBackoffThreshold.toDuration(),
          jitterFactor);
    }

    public ExponentialDelayRestartStrategyConfiguration(
        Duration initialBackoff,
        Duration maxBackoff,
        double backoffMultiplier,
        Duration resetBackoffThreshold,
        double jitterFactor) {
      this(
          initialBackoff,
          maxBackoff,
          backoffMultiplier,
          resetBackoffThreshold,
          jitterFactor,
          Integer.MAX_VALUE);
    }

    ExponentialDelayRestartStrategyConfiguration(
        Duration initialBackoff,
        Duration maxBackoff,
        double backoffMultiplier,
        Duration resetBackoffThreshold,
        double jitterFactor,
        int attemptsBeforeReset) {
      this.initialBackoff = requireNotNegative(initialBackoff);
      this.maxBackoff = requireNotNegative(maxBackoff);
      this.backoffMultiplier = backoffMultiplier;
      this.resetBackoffThreshold = requireNotNegative(resetBackoffThreshold);
      this.jitterFactor = jitterFactor;
      this.attemptsBeforeReset = attemptsBeforeReset;
    }

    public Time getInitialBackoff() {
      return Time.fromDuration(initialBackoff);
    }

    public Duration getInitialBackoffDuration() {
      return initialBackoff;
    }

    public Time getMaxBackoff() {
      return Time.fromDuration(maxBackoff);
    }

    public Duration getMaxBackoffDuration() {
      return maxBackoff;
    }

    public double getBackoffMultiplier() {
      return backoffMultiplier;
    }

    public Time getResetBackoffThreshold() {
      return Time.fromDuration(resetBackoffThreshold);
    }

    public Duration getResetBackoffDurationThreshold() {
      return resetBackoffThreshold;
    }

    public double getJitterFactor() {
      return jitterFactor;
    }

    /** Restarts before the delay is reset after which the job fails for good. */
    public int getAttemptsBeforeResetBackoff() {
      return attemptsBeforeReset;
    }

    @Override
    public String getDescription() {
      return "restart after "
          + initialBackoff.toMillis()
          + " ms, growing by "
          + backoffMultiplier
          + " up to "
          + maxBackoff.toMillis()
          + " ms, jitter "
          + jitterFactor
          + ", reset after "
          + resetBackoffThreshold.toMillis()
          + " ms"
          + (attemptsBeforeReset == Integer.MAX_VALUE
              ? ""
              : ", at most " + attemptsBeforeReset + " restarts");
    }
  }

  private static Duration requireNotNegative(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException("a time for restarts must not be negative: " + duration);
    }
    return duration;
  }
}
