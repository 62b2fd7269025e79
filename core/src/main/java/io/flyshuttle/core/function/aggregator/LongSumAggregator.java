// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function.aggregator;

import io.flyshuttle.core.value.LongValue;

/** Adds up values of type long. */
public class LongSumAggregator implements Aggregator<LongValue> {
  private static final long serialVersionUID = 1L;

  private final LongValue sum = new LongValue();

  @Override
  public LongValue getAggregate() {
    return sum;
  }

  @Override
  public void aggregate(LongValue element) {
    sum.setValue(sum.getValue() + element.getValue());
  }

  public void aggregate(long value) {
    sum.setValue(sum.getValue() + value);
  }

  @Override
  public void reset() {
    sum.setValue(0);
  }
}
