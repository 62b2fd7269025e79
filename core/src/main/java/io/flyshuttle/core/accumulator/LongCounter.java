// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.accumulator;

/** Adds up values of type long. */
public class LongCounter implements SimpleAccumulator<Long> {
  private static final long serialVersionUID = 1L;

  private long localValue;

  public LongCounter() {}

  public LongCounter(long value) {
    this.localValue = value;
  }

  /** As {@link #add(Long)}, without an object. */
  public void add(long value) {
    localValue += value;
  }

  @Override
  public void add(Long value) {
    localValue += value;
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
    localValue += other.getLocalValue();
  }

  @Override
  public void resetLocal() {
    localValue = 0;
  }

  @Override
  @SuppressWarnings("MethodDoesntCallSuperMethod")
  public LongCounter clone() {
    return new LongCounter(localValue);
  }

  @Override
  public String toString() {
    return "LongCounter " + localValue;
  }
}
