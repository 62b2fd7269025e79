// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.accumulator;

/** Adds up values of type double. */
public class DoubleCounter implements SimpleAccumulator<Double> {
  private static final long serialVersionUID = 1L;

  private double localValue;

  public DoubleCounter() {}

  public DoubleCounter(double value) {
    this.localValue = value;
  }

  /** As {@link #add(Double)}, without an object. */
  public void add(double value) {
    localValue += value;
  }

  @Override
  public void add(Double value) {
    localValue += value;
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
    localValue += other.getLocalValue();
  }

  @Override
  public void resetLocal() {
    localValue = 0;
  }

  @Override
  @SuppressWarnings("MethodDoesntCallSuperMethod")
  public DoubleCounter clone() {
    return new DoubleCounter(localValue);
  }

  @Override
  public String toString() {
    return "DoubleCounter " + localValue;
  }
}
