// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.accumulator;

/** Keeps the smallest value of type int; {@code Integer.MAX_VALUE} before the first. */
public class IntMinimum implements SimpleAccumulator<Integer> {
  private static final long serialVersionUID = 1L;

  private int localValue = Integer.MAX_VALUE;

  public IntMinimum() {}

  public IntMinimum(int value) {
    this.localValue = value;
  }

  /** As {@link #add(Integer)}, without an object. */
  public void add(int value) {
    localValue = Math.min(localValue, value);
  }

  @Override
  public void add(Integer value) {
    localValue = Math.min(localValue, value);
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
    localValue = Math.min(localValue, other.getLocalValue());
  }

  @Override
  public void resetLocal() {
    localValue = Integer.MAX_VALUE;
  }

  @Override
  @SuppressWarnings("MethodDoesntCallSuperMethod")
  public IntMinimum clone() {
    return new IntMinimum(localValue);
  }

  @Override
  public String toString() {
    return "IntMinimum " + localValue;
  }
}
