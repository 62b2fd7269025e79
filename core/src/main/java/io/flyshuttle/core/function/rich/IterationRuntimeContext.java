// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function.rich;

import io.flyshuttle.core.function.aggregator.Aggregator;
import io.flyshuttle.core.value.Value;

/** The view of its task that a function gets inside an iteration. */
public interface IterationRuntimeContext extends RuntimeContext {

  /** The superstep, from 1. */
  int getSuperstepNumber();

  /** The aggregator of that name; null if there is none. */
  <T extends Aggregator<?>> T getIterationAggregator(String name);

  /** What an aggregator came to in the last superstep. */
  <T extends Value> T getPreviousIterationAggregate(String name);
}
