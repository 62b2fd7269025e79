// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

/** Whose the files are that a job starts from. */
public enum RestoreMode {
  /** The job's, which deletes them once it does not need them. */
  CLAIM,
  /** The user's: the job never changes them, and does not need them once it has a checkpoint. */
  NO_CLAIM,
  /** As {@link #NO_CLAIM}. */
  LEGACY
}
