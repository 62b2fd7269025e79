// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.accumulator;

/** Keeps the average of the values added; 0 before the first. */
public class AverageAccumulator implements SimpleAccumulator<Double> {
  private static final long serialVersionUID = 1L;

  private long count;
  private double sum;

  public AverageAccumulator() {}

  public void add(double value) {
    count++;
    sum += value;
  }

  public void add(long value) {
    count++;
    sum += value;
  }

  public void add(int value) {
    count++;
    sum += value;
  }

  @Override
  public void add(Double value) {
    count++;
    sum += value;
  }

  @Override
  public Double getLocalValue() {
    return count == 0 ? 0.0 : sum / count;
  }

  @Override
  public void resetLocal() {
    count = 0;
    sum = 0;
  }

  /**
   * @throws IllegalArgumentException if {@code other} is of another class
   */
  @Override
  public void merge(Accumulator<Double, Double> other) {
    if (!(other instanceof AverageAccumulator average)) {
      throw new IllegalArgumentException("an average can only be merged with an average: " + other);
    }
    count += average.count;
    sum += average.sum;
  }

  @Override
  @SuppressWarnings("MethodDoesntCallSuperMethod")
  public AverageAccumulator clone() {
    AverageAccumulator copy = new AverageAccumulator();
    copy.count = count;
    copy.sum = sum;
    return copy;
  }

  @Override
  public String toString() {
    return "AverageAccumulator " + getLocalValue() + " for " + count + " elements";
  }
}
