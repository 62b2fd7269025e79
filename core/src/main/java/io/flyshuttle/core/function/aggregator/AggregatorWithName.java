// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function.aggregator;

import io.flyshuttle.core.value.Value;

/**
 * An aggregator and its name.
 *
 * @param <T> type of the values
 */
public class AggregatorWithName<T extends Value> {
  private final String name;
  private final Aggregator<T> aggregator;

  public AggregatorWithName(String name, Aggregator<T> aggregator) {
    this.name = name;
    this.aggregator = aggregator;
  }

  public String getName() {
    return name;
  }

  public Aggregator<T> getAggregator() {
    return aggregator;
  }
}
