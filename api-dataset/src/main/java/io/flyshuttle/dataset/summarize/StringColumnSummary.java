// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset.summarize;

/** A column of strings. Lengths are in characters; null if there is no string. */
public class StringColumnSummary extends ColumnSummary {
  private final long nonNullCount;
  private final long nullCount;
  private final long emptyCount;
  private final Integer minLength;
  private final Integer maxLength;
  private final Double meanLength;

  public StringColumnSummary(
      long nonNullCount,
      long nullCount,
      long emptyCount,
      Integer minLength,
      Integer maxLength,
      Double meanLength) {
    this.nonNullCount = nonNullCount;
    this.nullCount = nullCount;
    this.emptyCount = emptyCount;
    this.minLength = minLength;
    this.maxLength = maxLength;
    this.meanLength = meanLength;
  }

  @Override
  public long getNonNullCount() {
    return nonNullCount;
  }

  @Override
  public long getNullCount() {
    return nullCount;
  }

  /** How many strings have no character. */
  public long getEmptyCount() {
    return emptyCount;
  }

  /** Length of the shortest string. */
  public Integer getMinLength() {
    return minLength;
  }

  /** Length of the longest string. */
  public Integer getMaxLength() {
    return maxLength;
  }

  /** Length of a string on average. */
  public Double getMeanLength() {
    return meanLength;
  }

  @Override
  public String toString() {
    return "StringColumnSummary{nonNullCount="
        + nonNullCount
        + ", nullCount="
        + nullCount
        + ", emptyCount="
        + emptyCount
        + ", minLength="
        + minLength
        + ", maxLength="
        + maxLength
        + ", meanLength="
        + meanLength
        + "}";
  }
}
