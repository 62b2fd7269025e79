// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.stream;

import io.flyshuttle.core.metric.MetricGroup;
import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.operator.Output;
import io.flyshuttle.core.operator.ProcessingTimeService;
import io.flyshuttle.core.time.TimestampAssigner;
import io.flyshuttle.core.time.TimestampAssignerSupplier;
import io.flyshuttle.core.time.Watermark;
import io.flyshuttle.core.time.WatermarkGenerator;
import io.flyshuttle.core.time.WatermarkGeneratorSupplier;
import io.flyshuttle.core.time.WatermarkOutput;
import io.flyshuttle.core.time.WatermarkStrategy;

/**
 * Gives records the timestamps of a {@link WatermarkStrategy} and makes watermarks by it.
 * Watermarks that come in are dropped, except the last one, which says that the input has ended.
 */
public final class TimestampsAndWatermarks implements Operator {
  private final WatermarkStrategy<Object> strategy;
  private final long intervalMillis;
  private TimestampAssigner<Object> assigner;
  private WatermarkGenerator<Object> generator;
  private Output<Object> output;
  private Emission emission;
  private ProcessingTimeService clock;
  private ProcessingTimeService.Alarm alarm;

  private TimestampsAndWatermarks(WatermarkStrategy<Object> strategy, long intervalMillis) {
    this.strategy = strategy;
    this.intervalMillis = intervalMillis;
  }

  /**
   * A factory for the plan.
   *
   * @param intervalMillis how often the generator is asked for a watermark; 0 for never
   */
  @SuppressWarnings("unchecked")
  public static <T> OperatorFactory factory(WatermarkStrategy<T> strategy, long intervalMillis) {
    WatermarkStrategy<?> erased = strategy;
    return () -> new TimestampsAndWatermarks((WatermarkStrategy<Object>) erased, intervalMillis);
  }

  @Override
  public void open(OperatorContext context) {
    output = context.output();
    emission = new Emission(output);
    clock = context.processingTime();
    Metrics metrics = new Metrics(context.runtimeContext().getMetricGroup());
    assigner = strategy.createTimestampAssigner(metrics);
    generator = strategy.createWatermarkGenerator(metrics);
    if (intervalMillis > 0) {
      schedule();
    }
  }

  private void schedule() {
    alarm = clock.schedule(clock.currentTimeMillis() + intervalMillis, this::onAlarm);
  }

  private void onAlarm(long timestampMillis) {
    generator.onPeriodicEmit(emission);
    schedule();
  }

  @Override
  public void process(int input, Object record, long timestamp) {
    long assigned = assigner.extractTimestamp(record, timestamp);
    output.emit(record, assigned);
    generator.onEvent(record, assigned, emission);
  }

  @Override
  public long onWatermark(long watermark) {
    if (watermark == Long.MAX_VALUE) {
      emission.last = Long.MAX_VALUE;
      return Long.MAX_VALUE;
    }
    return emission.last;
  }

  @Override
  public void finish() {
    generator.onPeriodicEmit(emission);
  }

  @Override
  public void close() {
    if (alarm != null) {
      alarm.cancel();
    }
  }

  /** Hands on watermarks that rise. */
  private static final class Emission implements WatermarkOutput {
    private final Output<Object> output;
    private long last = Long.MIN_VALUE;
    private boolean idle;

    Emission(Output<Object> output) {
      this.output = output;
    }

    @Override
    public void emitWatermark(Watermark watermark) {
      long time = watermark.getTimestamp();
      if (time > last) {
        last = time;
        markActive();
        output.emitWatermark(time);
      }
    }

    @Override
    public void markIdle() {
      if (!idle) {
        idle = true;
        output.setIdle(true);
      }
    }

    @Override
    public void markActive() {
      if (idle) {
        idle = false;
        output.setIdle(false);
      }
    }
  }

  private record Metrics(MetricGroup getMetricGroup)
      implements TimestampAssignerSupplier.Context, WatermarkGeneratorSupplier.Context {}
}
