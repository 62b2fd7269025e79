// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset.summarize;

import java.io.Serializable;

/**
 * A column of numbers. Values that are null, not a number or infinite are counted and otherwise
 * left out; where nothing is left the figures are null.
 *
 * @param <T> type of the numbers
 */
public class NumericColumnSummary<T> extends ColumnSummary implements Serializable {
  private static final long serialVersionUID = 1L;

  private final long nonMissingCount;
  private final long nullCount;
  private final long nanCount;
  private final long infinityCount;
  private final T min;
  private final T max;
  private final T sum;
  private final Double mean;
  private final Double variance;
  private final Double standardDeviation;

  public NumericColumnSummary(
      long nonMissingCount,
      long nullCount,
      long nanCount,
      long infinityCount,
      T min,
      T max,
      T sum,
      Double mean,
      Double variance,
      Double standardDeviation) {
    this.nonMissingCount = nonMissingCount;
    this.nullCount = nullCount;
    this.nanCount = nanCount;
    this.infinityCount = infinityCount;
    this.min = min;
    this.max = max;
    this.sum = sum;
    this.mean = mean;
    this.variance = variance;
    this.standardDeviation = standardDeviation;
  }

  /** How many values are null, not a number or infinite. */
  public long getMissingCount() {
    return nullCount + nanCount + infinityCount;
  }

  /** How many values the figures are made of. */
  public long getNonMissingCount() {
    return nonMissingCount;
  }

  @Override
  public long getNonNullCount() {
    return nonMissingCount + nanCount + infinityCount;
  }

  @Override
  public long getNullCount() {
    return nullCount;
  }

  /** How many values are not a number. */
  public long getNanCount() {
    return nanCount;
  }

  /** How many values are infinite. */
  public long getInfinityCount() {
    return infinityCount;
  }

  /** The least value. */
  public T getMin() {
    return min;
  }

  /** The greatest value. */
  public T getMax() {
    return max;
  }

  /** The sum; of whole numbers, as far as the type can hold it. */
  public T getSum() {
    return sum;
  }

  /** The average. */
  public Double getMean() {
    return mean;
  }

  /** The variance of a sample, 0 for one value. */
  public Double getVariance() {
    return variance;
  }

  /** Root of the variance. */
  public Double getStandardDeviation() {
    return standardDeviation;
  }

  @Override
  public String toString() {
    return "NumericColumnSummary{totalCount="
        + getTotalCount()
        + ", nullCount="
        + nullCount
        + ", nonNullCount="
        + getNonNullCount()
        + ", missingCount="
        + getMissingCount()
        + ", nonMissingCount="
        + nonMissingCount
        + ", nanCount="
        + nanCount
        + ", infinityCount="
        + infinityCount
        + ", min="
        + min
        + ", max="
        + max
        + ", sum="
        + sum
        + ", mean="
        + mean
        + ", variance="
        + variance
        + ", standardDeviation="
        + standardDeviation
        + "}";
  }
}
