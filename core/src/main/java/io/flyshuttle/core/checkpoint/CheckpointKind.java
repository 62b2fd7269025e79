// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.checkpoint;

/** Why state is saved, and what follows. */
public enum CheckpointKind {
  /** Periodic; may refer to state that earlier checkpoints wrote. */
  CHECKPOINT,
  /** Asked for by a user; in one form whatever the store, with all files in its own directory. */
  SAVEPOINT,
  /** A savepoint after which sources emit nothing more; the job then ends as finished. */
  SAVEPOINT_AND_STOP,
  /**
   * As {@link #SAVEPOINT_AND_STOP}, but first all windows and timers fire as at the end of data.
   */
  SAVEPOINT_AND_DRAIN;

  /** Whether it is in canonical form and complete in itself. */
  public boolean isSavepoint() {
    return this != CHECKPOINT;
  }

  /** Whether the job ends after it. */
  public boolean stops() {
    return this == SAVEPOINT_AND_STOP || this == SAVEPOINT_AND_DRAIN;
  }
}
