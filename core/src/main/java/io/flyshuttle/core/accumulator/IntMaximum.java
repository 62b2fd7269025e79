// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.accumulator;

/** Keeps the largest value of type int; {@code Integer.MIN_VALUE} before the first. */
public class IntMaximum implements SimpleAccumulator<Integer> {
  private static final long serialVersionUID = 1L;

  private int localValue = Integer.MIN_VALUE;

  public IntMaximum() {}

  public IntMaximum(int value) {
    this.localValue = value;
  }

  /** As {@link #add(Integer)}, without an object. */
  public void add(int value) {
    localValue = Math.max(localValue, value);
  }

  @Override
  public void add(Integer value) {
    localValue = Math.max(localValue, value);
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
    localValue = Math.max(localValue, other.getLocalValue());
  }

  @Override
  public void resetLocal() {
    localValue = Integer.MIN_VALUE;
  }

  @Override
  @SuppressWarnings("MethodDoesntCallSuperMethod")
  public IntMaximum clone() {
    return new IntMaximum(localValue);
  }

  @Override
  public String toString() {
    return "IntMaximum " + localValue;
  }
}
