// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.metric;

import java.util.Arrays;

/**
 * A histogram over the last values, a fixed number of them. Updated by one thread; statistics may
 * be taken by others.
 */
public final class WindowHistogram implements Histogram {
  private final long[] window;
  private long count;

  /**
   * @param windowSize how many values are kept
   */
  public WindowHistogram(int windowSize) {
    this.window = new long[windowSize];
  }

  @Override
  public synchronized void update(long value) {
    window[(int) (count % window.length)] = value;
    count++;
  }

  @Override
  public synchronized long getCount() {
    return count;
  }

  @Override
  public synchronized HistogramStatistics getStatistics() {
    return new Snapshot(Arrays.copyOf(window, (int) Math.min(count, window.length)));
  }

  private static final class Snapshot extends HistogramStatistics {
    private final long[] sorted;

    Snapshot(long[] values) {
      this.sorted = values;
      Arrays.sort(sorted);
    }

    @Override
    public double getQuantile(double quantile) {
      if (sorted.length == 0) {
        return 0;
      }
      double position = quantile * (sorted.length - 1);
      int below = (int) Math.floor(position);
      int above = (int) Math.ceil(position);
      return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    @Override
    public long[] getValues() {
      return sorted.clone();
    }

    @Override
    public int size() {
      return sorted.length;
    }

    @Override
    public double getMean() {
      return Arrays.stream(sorted).average().orElse(0);
    }

    @Override
    public double getStdDev() {
      if (sorted.length < 2) {
        return 0;
      }
      double mean = getMean();
      double squares = Arrays.stream(sorted).mapToDouble(v -> (v - mean) * (v - mean)).sum();
      return Math.sqrt(squares / (sorted.length - 1));
    }

    @Override
    public long getMax() {
      return sorted.length == 0 ? 0 : sorted[sorted.length - 1];
    }

    @Override
    public long getMin() {
      return sorted.length == 0 ? 0 : sorted[0];
    }
  }
}
