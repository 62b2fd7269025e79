// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.metric;

/** A distribution of values at one moment. */
public abstract class HistogramStatistics {

  /** The value below which the part {@code quantile} (0 to 1) of all values lies. */
  public abstract double getQuantile(double quantile);

  /** The values, in ascending order. */
  public abstract long[] getValues();

  /** Number of values. */
  public abstract int size();

  public abstract double getMean();

  public abstract double getStdDev();

  public abstract long getMax();

  public abstract long getMin();
}
