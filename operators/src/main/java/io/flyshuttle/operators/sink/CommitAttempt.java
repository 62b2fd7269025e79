// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.sink;

import io.flyshuttle.core.connector.sink.Committer;

/**
 * One thing to commit. Used by the task's thread.
 *
 * @param <CommT> what is needed to commit
 */
final class CommitAttempt<CommT> implements Committer.CommitRequest<CommT> {

  /** What came of the last attempt. */
  enum Outcome {
    SUCCEEDED,
    ALREADY_COMMITTED,
    RETRY,
    GIVEN_UP,
    FAILED
  }

  private CommT committable;
  private int retries = -1;
  private Outcome outcome = Outcome.SUCCEEDED;
  private Throwable failure;

  CommitAttempt(CommT committable) {
    this.committable = committable;
  }

  /** The next attempt begins; it succeeds unless the committer says otherwise. */
  void begin() {
    retries++;
    outcome = Outcome.SUCCEEDED;
  }

  Outcome outcome() {
    return outcome;
  }

  Throwable failure() {
    return failure;
  }

  @Override
  public CommT getCommittable() {
    return committable;
  }

  @Override
  public int getNumberOfRetries() {
    return retries;
  }

  @Override
  public void signalFailedWithKnownReason(Throwable t) {
    outcome = Outcome.GIVEN_UP;
    failure = t;
  }

  @Override
  public void signalFailedWithUnknownReason(Throwable t) {
    outcome = Outcome.FAILED;
    failure = t;
  }

  @Override
  public void retryLater() {
    outcome = Outcome.RETRY;
  }

  @Override
  public void updateAndRetryLater(CommT committable) {
    this.committable = committable;
    outcome = Outcome.RETRY;
  }

  @Override
  public void signalAlreadyCommitted() {
    outcome = Outcome.ALREADY_COMMITTED;
  }
}
