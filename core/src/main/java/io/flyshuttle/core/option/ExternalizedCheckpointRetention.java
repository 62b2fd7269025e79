// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

/** What becomes of a job's checkpoints when it has ended. */
public enum ExternalizedCheckpointRetention {
  /** They are kept if the job failed, and deleted if it was cancelled. */
  DELETE_ON_CANCELLATION,
  /** They are kept if the job failed or was cancelled. */
  RETAIN_ON_CANCELLATION,
  /** They are deleted however the job ended. */
  NO_EXTERNALIZED_CHECKPOINTS
}
