// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.session;

import io.flyshuttle.appmaster.checkpoint.CheckpointDefaults;
import io.flyshuttle.appmaster.slot.SlotSettings;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.graph.RestartSpec;
import io.flyshuttle.core.graph.RestartSpec.Strategy;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.option.HeartbeatManagerOptions;
import io.flyshuttle.core.option.JobManagerOptions;
import io.flyshuttle.core.option.RestartStrategyOptions;
import io.flyshuttle.core.option.SecretKeys;
import io.flyshuttle.core.option.TaskManagerOptions;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Settings of a session.
 *
 * @param id what the session is called by others: on YARN the application's id
 * @param slots workers and slots
 * @param restart strategy for jobs that name none; SESSION_DEFAULT if the configuration has none
 * @param cancelTimeoutMillis a worker that has not ended a cancelled task after so long is given up
 * @param checkpoints for jobs that leave them open
 * @param shown the configuration for people, without secrets
 */
public record SessionSettings(
    String id,
    SlotSettings slots,
    RestartSpec restart,
    long cancelTimeoutMillis,
    CheckpointDefaults checkpoints,
    Map<String, String> shown) {
  private static final long REGISTRATION_TIMEOUT_MILLIS = 120_000;
  private static final long IDLE_TIMEOUT_MILLIS = 60_000;

  /**
   * Reads settings.
   *
   * @param slotsPerWorker slots of a new worker
   * @param minWorkers workers that are kept in any case
   * @param maxWorkers no more are wanted
   * @param sessionDirectory URI of a directory that lives as long as the session, on a file system
   *     that JobManager and workers reach
   */
  public static SessionSettings of(
      String id,
      Configuration configuration,
      int slotsPerWorker,
      int minWorkers,
      int maxWorkers,
      String sessionDirectory) {
    SlotSettings slots =
        new SlotSettings(
            slotsPerWorker,
            minWorkers,
            maxWorkers,
            IDLE_TIMEOUT_MILLIS,
            configuration.get(JobManagerOptions.SLOT_REQUEST_TIMEOUT).toMillis(),
            configuration.get(HeartbeatManagerOptions.HEARTBEAT_INTERVAL).toMillis(),
            configuration.get(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT).toMillis(),
            REGISTRATION_TIMEOUT_MILLIS,
            false);
    Map<String, String> shown = new TreeMap<>(configuration.toMap());
    shown.keySet().removeIf(SecretKeys::isSecret);
    return new SessionSettings(
        id,
        slots,
        restart(configuration),
        configuration.get(TaskManagerOptions.TASK_CANCELLATION_TIMEOUT).toMillis(),
        CheckpointDefaults.of(configuration, sessionDirectory + "/checkpoints"),
        shown);
  }

  /** The same for a session in the process of its program. */
  public SessionSettings inOneProcess() {
    return new SessionSettings(
        id, slots, restart, cancelTimeoutMillis, checkpoints.inOneProcess(), shown);
  }

  private static RestartSpec restart(Configuration c) {
    String type = c.get(RestartStrategyOptions.RESTART_STRATEGY);
    if (type == null) {
      return RestartSpec.sessionDefault();
    }
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "none", "off", "disable" -> RestartSpec.none();
      case "fixed-delay", "fixeddelay" ->
          RestartSpec.fixedDelay(
              c.get(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS),
              c.get(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY).toMillis());
      case "failure-rate", "failurerate" ->
          new RestartSpec(
              Strategy.FAILURE_RATE,
              c.get(RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_MAX_FAILURES_PER_INTERVAL),
              c.get(RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_FAILURE_RATE_INTERVAL)
                  .toMillis(),
              c.get(RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_DELAY).toMillis(),
              0,
              0,
              0,
              0);
      case "exponential-delay", "exponentialdelay" ->
          new RestartSpec(
              Strategy.EXPONENTIAL_DELAY,
              c.get(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS),
              0,
              c.get(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF)
                  .toMillis(),
              c.get(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF)
                  .toMillis(),
              c.get(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_BACKOFF_MULTIPLIER),
              c.get(
                      RestartStrategyOptions
                          .RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD)
                  .toMillis(),
              c.get(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_JITTER_FACTOR));
      default ->
          throw new FlyshuttleException(
              ErrorCode.INVALID_OPTION,
              "restart-strategy.type is \""
                  + type
                  + "\"; it can be none, fixed-delay, failure-rate or exponential-delay");
    };
  }
}
