// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset.summarize;

/** A column of truth values. */
public class BooleanColumnSummary extends ColumnSummary {
  private final long trueCount;
  private final long falseCount;
  private final long nullCount;

  public BooleanColumnSummary(long trueCount, long falseCount, long nullCount) {
    this.trueCount = trueCount;
    this.falseCount = falseCount;
    this.nullCount = nullCount;
  }

  /** How many values are true. */
  public long getTrueCount() {
    return trueCount;
  }

  /** How many values are false. */
  public long getFalseCount() {
    return falseCount;
  }

  @Override
  public long getNonNullCount() {
    return trueCount + falseCount;
  }

  @Override
  public long getNullCount() {
    return nullCount;
  }

  @Override
  public String toString() {
    return "BooleanColumnSummary{trueCount="
        + trueCount
        + ", falseCount="
        + falseCount
        + ", nullCount="
        + nullCount
        + "}";
  }
}
