// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.accumulator;

/** Keeps the largest value of type double; {@code Double.NEGATIVE_INFINITY} before the first. */
public class DoubleMaximum implements SimpleAccumulator<Double> {
  private static final long serialVersionUID = 1L;

  private double localValue = Double.NEGATIVE_INFINITY;

  public DoubleMaximum() {}

  public DoubleMaximum(double value) {
    this.localValue = value;
  }

  /** As {@link #add(Double)}, without an object. */
  public void add(double value) {
    localValue = Math.max(localValue, value);
  }

  @Override
  public void add(Double value) {
    localValue = Math.max(localValue, value);
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
    localValue = Math.max(localValue, other.getLocalValue());
  }

  @Override
  public void resetLocal() {
    localValue = Double.NEGATIVE_INFINITY;
  }

  @Override
  @SuppressWarnings("MethodDoesntCallSuperMethod")
  public DoubleMaximum clone() {
    return new DoubleMaximum(localValue);
  }

  @Override
  public String toString() {
    return "DoubleMaximum " + localValue;
  }
}
