// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.time;

/** Which clock a timer goes by. */
public enum TimeDomain {
  /** Watermarks. */
  EVENT_TIME,
  /** The machine's clock. */
  PROCESSING_TIME
}
