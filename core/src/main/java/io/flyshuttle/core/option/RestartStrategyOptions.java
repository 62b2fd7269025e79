// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What happens to a job after a failure. */
public final class RestartStrategyOptions {
  private RestartStrategyOptions() {}

  /** The strategies, with the name written in the configuration. */
  public enum RestartStrategyType {
    NO_RESTART_STRATEGY("none", "disable", "off"),
    FIXED_DELAY("fixed-delay", "fixeddelay"),
    FAILURE_RATE("failure-rate", "failurerate"),
    EXPONENTIAL_DELAY("exponential-delay", "exponentialdelay");

    private final String mainValue;
    private final List<String> otherValues;

    RestartStrategyType(String mainValue, String... otherValues) {
      this.mainValue = mainValue;
      this.otherValues = List.of(otherValues);
    }

    /** The name to write. */
    public String getMainValue() {
      return mainValue;
    }

    /** The name to write, and others that are understood. */
    public Set<String> getAllAvailableValues() {
      Set<String> all = new LinkedHashSet<>();
      all.add(mainValue);
      all.addAll(otherValues);
      return all;
    }

    /**
     * The type with the given name.
     *
     * @throws IllegalConfigurationException if there is none
     */
    public static RestartStrategyType of(String name) {
      String wanted = name.toLowerCase(Locale.ROOT);
      for (RestartStrategyType type : values()) {
        if (type.getAllAvailableValues().contains(wanted)) {
          return type;
        }
      }
      throw new IllegalConfigurationException(
          "There is no restart strategy \""
              + name
              + "\": choose one of none, fixed-delay,"
              + " failure-rate, exponential-delay");
    }
  }

  public static final ConfigOption<String> RESTART_STRATEGY =
      ConfigOptions.key("restart-strategy.type")
          .stringType()
          .noDefaultValue()
          .withFallbackKeys("restart-strategy")
          .withDescription(
              "What to do after a failure: none, fixed-delay, failure-rate or exponential-delay."
                  + " If unset: exponential-delay for jobs with checkpoints, else none.");

  public static final ConfigOption<Integer> RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS =
      ConfigOptions.key("restart-strategy.fixed-delay.attempts")
          .intType()
          .defaultValue(1)
          .withDescription("How often a job is restarted before it fails for good.");

  public static final ConfigOption<Duration> RESTART_STRATEGY_FIXED_DELAY_DELAY =
      ConfigOptions.key("restart-strategy.fixed-delay.delay")
          .durationType()
          .defaultValue(Duration.ofSeconds(1))
          .withDescription("Time between a failure and the restart.");

  public static final ConfigOption<Integer>
      RESTART_STRATEGY_FAILURE_RATE_MAX_FAILURES_PER_INTERVAL =
          ConfigOptions.key("restart-strategy.failure-rate.max-failures-per-interval")
              .intType()
              .defaultValue(1)
              .withDescription("Failures within the interval after which a job fails for good.");

  public static final ConfigOption<Duration> RESTART_STRATEGY_FAILURE_RATE_FAILURE_RATE_INTERVAL =
      ConfigOptions.key("restart-strategy.failure-rate.failure-rate-interval")
          .durationType()
          .defaultValue(Duration.ofMinutes(1))
          .withDescription("The interval in which failures are counted.");

  public static final ConfigOption<Duration> RESTART_STRATEGY_FAILURE_RATE_DELAY =
      ConfigOptions.key("restart-strategy.failure-rate.delay")
          .durationType()
          .defaultValue(Duration.ofSeconds(1))
          .withDescription("Time between a failure and the restart.");

  public static final ConfigOption<Duration> RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF =
      ConfigOptions.key("restart-strategy.exponential-delay.initial-backoff")
          .durationType()
          .defaultValue(Duration.ofSeconds(1))
          .withDescription("Time between the first failure and the restart.");

  public static final ConfigOption<Duration> RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF =
      ConfigOptions.key("restart-strategy.exponential-delay.max-backoff")
          .durationType()
          .defaultValue(Duration.ofMinutes(1))
          .withDescription("The longest time between a failure and the restart.");

  public static final ConfigOption<Double> RESTART_STRATEGY_EXPONENTIAL_DELAY_BACKOFF_MULTIPLIER =
      ConfigOptions.key("restart-strategy.exponential-delay.backoff-multiplier")
          .doubleType()
          .defaultValue(1.5)
          .withDescription("By what the time grows with each failure.");

  public static final ConfigOption<Duration>
      RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD =
          ConfigOptions.key("restart-strategy.exponential-delay.reset-backoff-threshold")
              .durationType()
              .defaultValue(Duration.ofHours(1))
              .withDescription("After so long without failure the time is the initial one again.");

  public static final ConfigOption<Double> RESTART_STRATEGY_EXPONENTIAL_DELAY_JITTER_FACTOR =
      ConfigOptions.key("restart-strategy.exponential-delay.jitter-factor")
          .doubleType()
          .defaultValue(0.1)
          .withDescription("Random part of the time, so that jobs do not restart in step.");

  public static final ConfigOption<Integer> RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS =
      ConfigOptions.key("restart-strategy.exponential-delay.attempts-before-reset-backoff")
          .intType()
          .defaultValue(Integer.MAX_VALUE)
          .withDescription("Restarts before the time is reset after which a job fails for good.");
}
