// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.sink;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.metric.Counter;
import io.flyshuttle.core.metric.Gauge;
import io.flyshuttle.core.metric.OperatorMetricGroup;
import io.flyshuttle.core.metric.SinkCommitterMetricGroup;
import io.flyshuttle.operators.connector.DelegatingMetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Metrics of a sink's commits. */
final class CommitCounters extends DelegatingMetricGroup implements SinkCommitterMetricGroup {
  private static final Logger LOG = LoggerFactory.getLogger(CommitCounters.class);

  private final Counter total = counter("totalCommittables");
  private final Counter failed = counter("failedCommittables");
  private final Counter retried = counter("retriedCommittables");
  private final Counter succeeded = counter("successfulCommittables");
  private final Counter alreadyCommitted = counter("alreadyCommittedCommittables");

  CommitCounters(OperatorMetricGroup group) {
    super(group);
  }

  /** Counts what came of an attempt; returns whether it is to be made again. */
  boolean count(CommitAttempt<?> attempt) {
    switch (attempt.outcome()) {
      case SUCCEEDED -> succeeded.inc();
      case ALREADY_COMMITTED -> alreadyCommitted.inc();
      case RETRY -> retried.inc();
      case GIVEN_UP -> {
        failed.inc();
        LOG.error(
            "A commit failed and is given up: {}", attempt.getCommittable(), attempt.failure());
      }
      case FAILED ->
          throw new FlyshuttleException(
              ErrorCode.USER_FUNCTION_FAILED,
              "a commit failed: " + attempt.failure().getMessage(),
              attempt.failure());
    }
    return attempt.outcome() == CommitAttempt.Outcome.RETRY;
  }

  @Override
  public Counter getNumCommittablesTotalCounter() {
    return total;
  }

  @Override
  public Counter getNumCommittablesFailureCounter() {
    return failed;
  }

  @Override
  public Counter getNumCommittablesRetryCounter() {
    return retried;
  }

  @Override
  public Counter getNumCommittablesSuccessCounter() {
    return succeeded;
  }

  @Override
  public Counter getNumCommittablesAlreadyCommittedCounter() {
    return alreadyCommitted;
  }

  @Override
  public void setCurrentPendingCommittablesGauge(Gauge<Integer> currentPendingCommittablesGauge) {
    gauge("pendingCommittables", currentPendingCommittablesGauge);
  }
}
