// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.accumulator;

/** Keeps the smallest value of type double; {@code Double.POSITIVE_INFINITY} before the first. */
public class DoubleMinimum implements SimpleAccumulator<Double> {
  private static final long serialVersionUID = 1L;

  private double localValue = Double.POSITIVE_INFINITY;

  public DoubleMinimum() {}

  public DoubleMinimum(double value) {
    this.localValue = value;
  }

  /** As {@link #add(Double)}, without an object. */
  public void add(double value) {
    localValue = Math.min(localValue, value);
  }

  @Override
  public void add(Double value) {
    localValue = Math.min(localValue, value);
  }

  @Override
  public Double getLocalValue() {
    return localValue;
  }

  public double getLocalValuePrimitive() {
    return localValue;
  }

  @Override
  public void merge(Accumulator<Double, Double> other) {
    localValue = Math.min(localValue, other.getLocalValue());
  }

  @Override
  public void resetLocal() {
    localValue = Double.POSITIVE_INFINITY;
  }

  @Override
  @SuppressWarnings("MethodDoesntCallSuperMethod")
  public DoubleMinimum clone() {
    return new DoubleMinimum(localValue);
  }

  @Override
  public String toString() {
    return "DoubleMinimum " + localValue;
  }
}
