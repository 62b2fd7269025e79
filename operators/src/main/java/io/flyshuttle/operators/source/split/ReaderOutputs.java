// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.source.split;

import io.flyshuttle.core.connector.source.ReaderOutput;
import io.flyshuttle.core.connector.source.SourceOutput;
import io.flyshuttle.core.metric.MetricGroup;
import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.Output;
import io.flyshuttle.core.time.TimestampAssigner;
import io.flyshuttle.core.time.TimestampAssignerSupplier;
import io.flyshuttle.core.time.Watermark;
import io.flyshuttle.core.time.WatermarkGenerator;
import io.flyshuttle.core.time.WatermarkGeneratorSupplier;
import io.flyshuttle.core.time.WatermarkOutput;
import io.flyshuttle.core.time.WatermarkStrategy;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The outputs of a reader: one for the reader itself and one for each split that asks for it, each
 * with a generator of watermarks of its own. What goes on is the lowest watermark of those that are
 * not idle; the reader's own counts once it has been used. Used by the task's thread.
 */
final class ReaderOutputs implements ReaderOutput<Object> {
  private final WatermarkStrategy<Object> strategy;
  private final Metrics metrics;
  private final Output<Object> output;
  private final Map<String, SplitOutput> splits = new LinkedHashMap<>();
  private final SplitOutput own;
  private boolean ownUsed;
  private long emitted = Long.MIN_VALUE;
  private boolean idle;

  ReaderOutputs(WatermarkStrategy<Object> strategy, MetricGroup group, Output<Object> output) {
    this.strategy = strategy;
    this.metrics = new Metrics(group);
    this.output = output;
    this.own = new SplitOutput();
  }

  /** Asks all generators for a watermark. */
  void onPeriodicEmit() {
    if (ownUsed) {
      own.generator.onPeriodicEmit(own);
    }
    for (SplitOutput split : splits.values()) {
      split.generator.onPeriodicEmit(split);
    }
  }

  /** The last watermark that was handed on. */
  long watermark() {
    return emitted;
  }

  boolean isIdle() {
    return idle;
  }

  /** The watermark of each split that has an output. */
  Map<String, Long> splitWatermarks() {
    Map<String, Long> watermarks = new LinkedHashMap<>();
    splits.forEach((id, split) -> watermarks.put(id, split.watermark));
    return watermarks;
  }

  /** No record will come any more. */
  void emitLast() {
    own.generator.onPeriodicEmit(own);
    emitted = Long.MAX_VALUE;
    setIdle(false);
    output.emitWatermark(Long.MAX_VALUE);
  }

  private void combine() {
    if (!ownUsed && splits.isEmpty()) {
      return;
    }
    long lowest = Long.MAX_VALUE;
    boolean anyActive = false;
    if (ownUsed && !own.idle) {
      anyActive = true;
      lowest = own.watermark;
    }
    for (SplitOutput split : splits.values()) {
      if (!split.idle) {
        anyActive = true;
        lowest = Math.min(lowest, split.watermark);
      }
    }
    if (!anyActive) {
      setIdle(true);
      return;
    }
    setIdle(false);
    if (lowest > emitted) {
      emitted = lowest;
      output.emitWatermark(lowest);
    }
  }

  private void setIdle(boolean nowIdle) {
    if (idle != nowIdle) {
      idle = nowIdle;
      output.setIdle(nowIdle);
    }
  }

  // ---- what the reader sees ----

  @Override
  public void collect(Object record) {
    ownUsed = true;
    own.collect(record);
  }

  @Override
  public void collect(Object record, long timestamp) {
    ownUsed = true;
    own.collect(record, timestamp);
  }

  @Override
  public void emitWatermark(Watermark watermark) {
    ownUsed = true;
    own.emitWatermark(watermark);
  }

  @Override
  public void markIdle() {
    ownUsed = true;
    own.markIdle();
  }

  @Override
  public void markActive() {
    own.markActive();
  }

  @Override
  public SourceOutput<Object> createOutputForSplit(String splitId) {
    return splits.computeIfAbsent(splitId, id -> new SplitOutput());
  }

  @Override
  public void releaseOutputForSplit(String splitId) {
    SplitOutput split = splits.remove(splitId);
    if (split != null) {
      split.generator.onPeriodicEmit(split);
      split.released = true;
      combineAfterRelease(split);
    }
  }

  /** The last split that was read keeps the watermark where it came to. */
  private void combineAfterRelease(SplitOutput split) {
    if (splits.isEmpty() && !ownUsed) {
      if (split.watermark > emitted) {
        emitted = split.watermark;
        output.emitWatermark(emitted);
      }
    } else {
      combine();
    }
  }

  private final class SplitOutput implements SourceOutput<Object>, WatermarkOutput {
    private final TimestampAssigner<Object> assigner = strategy.createTimestampAssigner(metrics);
    private final WatermarkGenerator<Object> generator = strategy.createWatermarkGenerator(metrics);
    private long watermark = Long.MIN_VALUE;
    private boolean idle;
    private boolean released;

    @Override
    public void collect(Object record) {
      collect(record, Operator.NO_TIMESTAMP);
    }

    @Override
    public void collect(Object record, long timestamp) {
      long assigned = assigner.extractTimestamp(record, timestamp);
      output.emit(record, assigned);
      generator.onEvent(record, assigned, this);
    }

    @Override
    public void emitWatermark(Watermark mark) {
      boolean wasIdle = idle;
      idle = false;
      if (mark.getTimestamp() > watermark) {
        watermark = mark.getTimestamp();
        changed();
      } else if (wasIdle) {
        changed();
      }
    }

    @Override
    public void markIdle() {
      if (!idle) {
        idle = true;
        changed();
      }
    }

    @Override
    public void markActive() {
      if (idle) {
        idle = false;
        changed();
      }
    }

    private void changed() {
      if (!released) {
        combine();
      }
    }
  }

  private record Metrics(MetricGroup getMetricGroup)
      implements TimestampAssignerSupplier.Context, WatermarkGeneratorSupplier.Context {}
}
