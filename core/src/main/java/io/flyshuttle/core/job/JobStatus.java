// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.job;

/**
 * State of a job.
 *
 * <pre>
 * CREATED → RUNNING ─────────────→ FINISHED
 *     │      │  ↑ └→ CANCELLING ─→ CANCELED
 *     │  RESTARTING
 *     │      │
 *     └──────┴────→ FAILING ─────→ FAILED
 * </pre>
 */
public enum JobStatus {
  /** Accepted by the session, not yet prepared. */
  INITIALIZING(false),
  /** Waits for its first slots. */
  CREATED(false),
  /** Some tasks are scheduled or running. */
  RUNNING(false),
  /** Has failed; its tasks are being cancelled. */
  FAILING(false),
  FAILED(true),
  /** Is being cancelled by a user. */
  CANCELLING(false),
  CANCELED(true),
  FINISHED(true),
  /** A part of it failed and will be started again. */
  RESTARTING(false),
  /** Ended in this process, to go on in another. */
  SUSPENDED(false),
  /** Taken over from an earlier ApplicationMaster, tasks still being asked. */
  RECONCILING(false);

  private final boolean globallyTerminal;

  JobStatus(boolean globallyTerminal) {
    this.globallyTerminal = globallyTerminal;
  }

  /** Whether the job has ended for good. */
  public boolean isGloballyTerminalState() {
    return globallyTerminal;
  }

  /** Whether the job has ended in this process. */
  public boolean isTerminalState() {
    return globallyTerminal || this == SUSPENDED;
  }
}
