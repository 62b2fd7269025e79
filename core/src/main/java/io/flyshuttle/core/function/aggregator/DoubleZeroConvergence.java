// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function.aggregator;

import io.flyshuttle.core.value.DoubleValue;

/** Ends an iteration when the aggregate is 0. */
public class DoubleZeroConvergence implements ConvergenceCriterion<DoubleValue> {
  private static final long serialVersionUID = 1L;

  @Override
  public boolean isConverged(int iteration, DoubleValue value) {
    return value.getValue() == 0;
  }
}
