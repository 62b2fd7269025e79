// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.accumulator;

/** Keeps the smallest value of type long; {@code Long.MAX_VALUE} before the first. */
public class LongMinimum implements SimpleAccumulator<Long> {
  private static final long serialVersionUID = 1L;

  private long localValue = Long.MAX_VALUE;

  public LongMinimum() {}

  public LongMinimum(long value) {
    this.localValue = value;
  }

  /** As {@link #add(Long)}, without an object. */
  public void add(long value) {
    localValue = Math.min(localValue, value);
  }

  @Override
  public void add(Long value) {
    localValue = Math.min(localValue, value);
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
    localValue = Math.min(localValue, other.getLocalValue());
  }

  @Override
  public void resetLocal() {
    localValue = Long.MAX_VALUE;
  }

  @Override
  @SuppressWarnings("MethodDoesntCallSuperMethod")
  public LongMinimum clone() {
    return new LongMinimum(localValue);
  }

  @Override
  public String toString() {
    return "LongMinimum " + localValue;
  }
}
