// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function.aggregator;

import io.flyshuttle.core.value.Value;
import java.io.Serializable;

/**
 * Decides by an aggregate whether an iteration ends.
 *
 * @param <T> type of the aggregate
 */
public interface ConvergenceCriterion<T extends Value> extends Serializable {

  /** Whether the iteration ends after this superstep (from 1). */
  boolean isConverged(int iteration, T value);
}
