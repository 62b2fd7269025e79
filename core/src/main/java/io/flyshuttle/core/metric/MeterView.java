// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.metric;

/** A meter over a counter or gauge: the average rate over a span of time. */
public final class MeterView implements Meter, View {
  private static final int DEFAULT_SPAN_SECONDS = 60;

  private final Counter counter;
  private final int spanSeconds;
  private final long[] counts;
  private int position;
  private volatile double rate;

  public MeterView(int timeSpanInSeconds) {
    this(new SimpleCounter(), timeSpanInSeconds);
  }

  public MeterView(Counter counter) {
    this(counter, DEFAULT_SPAN_SECONDS);
  }

  public MeterView(Counter counter, int timeSpanInSeconds) {
    this.counter = counter;
    // the span is a whole number of updates, one at least
    int updates = Math.max(timeSpanInSeconds / UPDATE_INTERVAL_SECONDS, 1);
    this.spanSeconds = updates * UPDATE_INTERVAL_SECONDS;
    this.counts = new long[updates];
  }

  public MeterView(Gauge<? extends Number> numberGauge) {
    this(new GaugeCounter(numberGauge), DEFAULT_SPAN_SECONDS);
  }

  @Override
  public void markEvent() {
    counter.inc();
  }

  @Override
  public void markEvent(long n) {
    counter.inc(n);
  }

  @Override
  public long getCount() {
    return counter.getCount();
  }

  @Override
  public double getRate() {
    return rate;
  }

  @Override
  public void update() {
    position = (position + 1) % counts.length;
    long oldest = counts[position];
    counts[position] = counter.getCount();
    rate = (double) (counts[position] - oldest) / spanSeconds;
  }

  /** A gauge read as a counter; counting itself is refused. */
  private static final class GaugeCounter implements Counter {
    private final Gauge<? extends Number> gauge;

    GaugeCounter(Gauge<? extends Number> gauge) {
      this.gauge = gauge;
    }

    @Override
    public void inc() {
      throw refused();
    }

    @Override
    public void inc(long n) {
      throw refused();
    }

    @Override
    public void dec() {
      throw refused();
    }

    @Override
    public void dec(long n) {
      throw refused();
    }

    @Override
    public long getCount() {
      Number value = gauge.getValue();
      return value == null ? 0 : value.longValue();
    }

    private static UnsupportedOperationException refused() {
      return new UnsupportedOperationException("a meter over a gauge cannot be marked");
    }
  }
}
