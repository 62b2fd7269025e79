// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.accumulator;

/** Adds up values of type int. */
public class IntCounter implements SimpleAccumulator<Integer> {
  private static final long serialVersionUID = 1L;

  private int localValue;

  public IntCounter() {}

  public IntCounter(int value) {
    this.localValue = value;
  }

  /** As {@link #add(Integer)}, without an object. */
  public void add(int value) {
    localValue += value;
  }

  @Override
  public void add(Integer value) {
    localValue += value;
  }

  @Override
  public Integer getLocalValue() {
    return localValue;
  }

  public int getLocalValuePrimitive() {
    return localValue;
  }

  @Override
  public void merge(Accumulator<Integer, Integer> other) {
    localValue += other.getLocalValue();
  }

  @Override
  public void resetLocal() {
    localValue = 0;
  }

  @Override
  @SuppressWarnings("MethodDoesntCallSuperMethod")
  public IntCounter clone() {
    return new IntCounter(localValue);
  }

  @Override
  public String toString() {
    return "IntCounter " + localValue;
  }
}
