// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.accumulator;

/** Keeps the largest value of type long; {@code Long.MIN_VALUE} before the first. */
public class LongMaximum implements SimpleAccumulator<Long> {
  private static final long serialVersionUID = 1L;

  private long localValue = Long.MIN_VALUE;

  public LongMaximum() {}

  public LongMaximum(long value) {
    this.localValue = value;
  }

  /** As {@link #add(Long)}, without an object. */
  public void add(long value) {
    localValue = Math.max(localValue, value);
  }

  @Override
  public void add(Long value) {
    localValue = Math.max(localValue, value);
  }

  @Override
  public Long getLocalValue() {
    return localValue;
  }

  public long getLocalValuePrimitive() {
    return localValue;
  }

  @Override
  public void merge(Accumulator<Long, Long> other) {
    localValue = Math.max(localValue, other.getLocalValue());
  }

  @Override
  public void resetLocal() {
    localValue = Long.MIN_VALUE;
  }

  @Override
  @SuppressWarnings("MethodDoesntCallSuperMethod")
  public LongMaximum clone() {
    return new LongMaximum(localValue);
  }

  @Override
  public String toString() {
    return "LongMaximum " + localValue;
  }
}
