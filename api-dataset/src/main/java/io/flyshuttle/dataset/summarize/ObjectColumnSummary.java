// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset.summarize;

/** A column of values that can only be counted. */
public class ObjectColumnSummary extends ColumnSummary {
  private final long nonNullCount;
  private final long nullCount;

  public ObjectColumnSummary(long nonNullCount, long nullCount) {
    this.nonNullCount = nonNullCount;
    this.nullCount = nullCount;
  }

  @Override
  public long getNonNullCount() {
    return nonNullCount;
  }

  @Override
  public long getNullCount() {
    return nullCount;
  }

  @Override
  public String toString() {
    return "ObjectColumnSummary{nonNullCount=" + nonNullCount + ", nullCount=" + nullCount + "}";
  }
}
