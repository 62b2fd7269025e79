// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.job;

/** When a task can start. */
public enum InputDependencyConstraint {
  /** When one of its inputs has data. */
  ANY,
  /** When each of its inputs has data. */
  ALL
}
