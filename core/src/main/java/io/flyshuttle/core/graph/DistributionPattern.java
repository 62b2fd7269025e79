// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.graph;

/** Which subtasks of the two ends of an edge are connected. */
public enum DistributionPattern {
  /** Each consumer reads from each producer. */
  ALL_TO_ALL,
  /** Subtasks are connected one to one, or in contiguous blocks where the numbers differ. */
  POINTWISE
}
