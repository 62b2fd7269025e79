// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.job;

/** How a batch program exchanges data between its operators. */
public enum ExecutionMode {
  /** While it is produced, except where that could lock up. */
  PIPELINED,
  /** While it is produced, everywhere. */
  PIPELINED_FORCED,
  /** Written whole before it is read, except within a chain and where it is broadcast. */
  BATCH,
  /** Written whole before it is read, everywhere. */
  BATCH_FORCED
}
