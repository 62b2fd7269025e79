// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset.summarize;

/** What is known about the values of one column. */
public abstract class ColumnSummary {

  /** How many values there are, null or not. */
  public long getTotalCount() {
    return getNullCount() + getNonNullCount();
  }

  /** How many values are null. */
  public abstract long getNullCount();

  /** How many values are not null. */
  public abstract long getNonNullCount();

  /** Whether a value is null. */
  public boolean containsNull() {
    return getNullCount() > 0;
  }

  /** Whether a value is not null. */
  public boolean containsNonNull() {
    return getNonNullCount() > 0;
  }
}
