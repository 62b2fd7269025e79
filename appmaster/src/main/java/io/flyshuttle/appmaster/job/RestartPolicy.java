// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.job;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.Failure;
import io.flyshuttle.core.fault.FailureClass;
import io.flyshuttle.core.graph.RestartSpec;
import io.flyshuttle.core.graph.RestartSpec.Strategy;
import java.util.OptionalLong;
import java.util.function.DoubleSupplier;

/**
 * Which failures are worth a restart, and the job's strategy for them.
 *
 * <p>If neither the program nor the session's configuration names a strategy, only lost resources
 * are: an error of the program would come again. If one was named, errors thrown by user functions
 * are restarted too. A job with checkpoints, for which none was named, is restarted as often as it
 * takes, with growing delays. An error found before the functions run never is.
 */
final class RestartPolicy {
  private static final RestartSpec AGAIN_AND_AGAIN =
      new RestartSpec(Strategy.EXPONENTIAL_DELAY, 0, 0, 1_000, 60_000, 1.5, 3_600_000, 0.1);

  private final boolean chosen;
  private final RestartStrategy strategy;

  /**
   * Makes the policy of a job.
   *
   * @param ofJob the program's wish
   * @param ofSession the configuration's, SESSION_DEFAULT if it names none
   * @param checkpoints whether the job has checkpoints to restart from
   */
  RestartPolicy(
      RestartSpec ofJob, RestartSpec ofSession, boolean checkpoints, DoubleSupplier random) {
    RestartSpec wish = ofJob.strategy() == Strategy.SESSION_DEFAULT ? ofSession : ofJob;
    boolean named = wish.strategy() != Strategy.SESSION_DEFAULT;
    this.chosen = named || checkpoints;
    this.strategy =
        RestartStrategy.of(
            named ? wish : checkpoints ? AGAIN_AND_AGAIN : RestartSpec.fixedDelay(3, 1_000),
            random);
  }

  /** Whether a restart could help at all. */
  boolean isWorthwhile(Failure failure) {
    if (!chosen) {
      return failure.code().failureClass() == FailureClass.LOST_RESOURCE;
    }
    return switch (failure.code().failureClass()) {
      case LOST_RESOURCE, BUG -> true;
      case USER_ERROR -> failure.code() == ErrorCode.USER_FUNCTION_FAILED;
      case LACK_OF_RESOURCE -> failure.code() != ErrorCode.NOT_ENOUGH_SLOTS;
    };
  }

  /** The delay before the restart; empty if the job is to fail. Counts the failure. */
  OptionalLong onFailure(Failure failure, long nowMillis) {
    return isWorthwhile(failure) ? strategy.onFailure(nowMillis) : OptionalLong.empty();
  }
}
