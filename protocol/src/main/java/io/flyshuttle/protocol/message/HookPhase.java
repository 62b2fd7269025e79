// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.protocol.message;

/** Which of its works a global hook is to do. */
public enum HookPhase {
  /** Before the first task. */
  INITIALIZE,
  /** After the last task, all having finished. */
  COMPLETE,
  /** After the last task, the job having failed or been cancelled. */
  ABORT
}
