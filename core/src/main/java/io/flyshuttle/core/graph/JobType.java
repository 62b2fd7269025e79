// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.graph;

/** Whether a job ends with its data. Decides defaults only; the runtime is the same. */
public enum JobType {
  BATCH,
  STREAMING
}
