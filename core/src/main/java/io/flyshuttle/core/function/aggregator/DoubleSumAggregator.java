// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function.aggregator;

import io.flyshuttle.core.value.DoubleValue;

/** Adds up values of type double. */
public class DoubleSumAggregator implements Aggregator<DoubleValue> {
  private static final long serialVersionUID = 1L;

  private final DoubleValue sum = new DoubleValue();

  @Override
  public DoubleValue getAggregate() {
    return sum;
  }

  @Override
  public void aggregate(DoubleValue element) {
    sum.setValue(sum.getValue() + element.getValue());
  }

  public void aggregate(double value) {
    sum.setValue(sum.getValue() + value);
  }

  @Override
  public void reset() {
    sum.setValue(0);
  }
}
