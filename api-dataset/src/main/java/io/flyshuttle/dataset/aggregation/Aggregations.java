// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset.aggregation;

import io.flyshuttle.operators.aggregate.FieldAggregation;

/** What can be computed of a field over many records. */
public enum Aggregations {
  SUM(FieldAggregation.SUM),
  MIN(FieldAggregation.MIN),
  MAX(FieldAggregation.MAX);

  private final FieldAggregation aggregation;

  Aggregations(FieldAggregation aggregation) {
    this.aggregation = aggregation;
  }

  /** How it is computed. */
  public FieldAggregation aggregation() {
    return aggregation;
  }
}
