// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.source;

/** Whether a source ends. */
public enum Boundedness {
  /** It ends by itself. */
  BOUNDED,
  /** It goes on until the job is stopped. */
  CONTINUOUS_UNBOUNDED
}
