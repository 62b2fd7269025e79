// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

/** What a recovery from a checkpoint promises about records that were under way. */
public enum CheckpointingMode {
  /** Every record has its effect on state once. */
  EXACTLY_ONCE,
  /** Every record has its effect on state once or more. */
  AT_LEAST_ONCE
}
