// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset.aggregation;

/** A field's type cannot be aggregated in the way asked for. */
public class UnsupportedAggregationTypeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnsupportedAggregationTypeException(String message) {
    super(message);
  }
}
