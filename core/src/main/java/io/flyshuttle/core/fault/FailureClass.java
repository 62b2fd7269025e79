// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.fault;

/**
 * What the system does about a failure. The class is part of the failure's code, never guessed from
 * an exception's text.
 */
public enum FailureClass {
  /** The program or its input is at fault: fail the job, show the user's own frame. */
  USER_ERROR,
  /** A process, node or connection was lost: restart what depended on it. */
  LOST_RESOURCE,
  /** Something is not there yet: wait with a deadline, say for what. */
  LACK_OF_RESOURCE,
  /** The engine is at fault: fail and keep the evidence. */
  BUG
}
