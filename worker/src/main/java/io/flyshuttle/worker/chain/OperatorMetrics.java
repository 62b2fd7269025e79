// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.chain;

import io.flyshuttle.core.metric.Counter;
import io.flyshuttle.core.metric.Gauge;
import io.flyshuttle.core.metric.MetricTree;
import java.util.function.LongSupplier;

/** Counters and gauges that every operator has; they read what the chain counts anyway. */
final class OperatorMetrics {

  private OperatorMetrics() {}

  /** A count that the chain keeps; a user function may add to it. */
  private static final class Counted implements Counter {
    private final LongSupplier source;
    private volatile long added;

    Counted(LongSupplier source) {
      this.source = source;
    }

    @Override
    public void inc() {
      inc(1);
    }

    // one thread counts, see Counter
    @Override
    public void inc(long n) {
      added = added + n;
    }

    @Override
    public void dec() {
      inc(-1);
    }

    @Override
    public void dec(long n) {
      inc(-n);
    }

    @Override
    public long getCount() {
      return source.getAsLong() + added;
    }
  }

  static void register(
      MetricTree group,
      LongSupplier recordsIn,
      LongSupplier recordsOut,
      LongSupplier inputWatermark,
      LongSupplier outputWatermark) {
    group.counter("numRecordsIn", new Counted(recordsIn));
    group.counter("numRecordsOut", new Counted(recordsOut));
    Gauge<Long> in = inputWatermark::getAsLong;
    Gauge<Long> out = outputWatermark::getAsLong;
    group.gauge("currentInputWatermark", in);
    group.gauge("currentOutputWatermark", out);
  }
}
