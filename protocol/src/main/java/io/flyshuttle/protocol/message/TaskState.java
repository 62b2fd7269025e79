// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.protocol.message;

/**
 * State of a subtask's attempt.
 *
 * <pre>
 * CREATED → SCHEDULED → DEPLOYING → RUNNING → FINISHED
 *     │         │           │          ├────→ CANCELING → CANCELED
 *     └─────────┴───────────┴──────────┴────→ FAILED
 * </pre>
 */
public enum TaskState {
  /** Known to the execution graph. */
  CREATED,
  /** Waits for a slot, or for its input to be complete. */
  SCHEDULED,
  /** Sent to a worker, which prepares it. */
  DEPLOYING,
  /** Its operators are open. */
  RUNNING,
  /** Asked to stop. */
  CANCELING,
  FINISHED,
  CANCELED,
  FAILED;

  /** Whether no other state follows. */
  public boolean isTerminal() {
    return this == FINISHED || this == CANCELED || this == FAILED;
  }
}
