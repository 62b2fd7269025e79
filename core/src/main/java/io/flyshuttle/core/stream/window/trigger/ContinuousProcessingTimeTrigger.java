// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.window.trigger;

import io.flyshuttle.core.function.ReduceFunction;
import io.flyshuttle.core.state.ReducingState;
import io.flyshuttle.core.state.ReducingStateDescriptor;
import io.flyshuttle.core.stream.window.Window;
import io.flyshuttle.core.time.Time;
import java.time.Duration;

/** Fires at regular intervals of processing time, as long as the window receives records. */
public final class ContinuousProcessingTimeTrigger<W extends Window> extends Trigger<Object, W> {
  private static final long serialVersionUID = 1L;

  private static final ReduceFunction<Long> EARLIEST = Math::min;

  private final long interval;
  private final ReducingStateDescriptor<Long> nextFire =
      new ReducingStateDescriptor<>("fire-time", EARLIEST, Long.class);

  private ContinuousProcessingTimeTrigger(long interval) {
    this.interval = interval;
  }

  @Deprecated
  public static <W extends Window> ContinuousProcessingTimeTrigger<W> of(Time interval) {
    return new ContinuousProcessingTimeTrigger<>(interval.toMilliseconds());
  }

  public static <W extends Window> ContinuousProcessingTimeTrigger<W> of(Duration interval) {
    return new ContinuousProcessingTimeTrigger<>(interval.toMillis());
  }

  /** The interval in milliseconds. */
  public long getInterval() {
    return interval;
  }

  @Override
  public TriggerResult onElement(Object element, long timestamp, W window, TriggerContext ctx)
      throws Exception {
    if (ctx.getPartitionedState(nextFire).get() == null) {
      long now = ctx.getCurrentProcessingTime();
      registerNext(now - Math.floorMod(now, interval), window, ctx);
    }
    return TriggerResult.CONTINUE;
  }

  @Override
  public TriggerResult onEventTime(long time, W window, TriggerContext ctx) {
    return TriggerResult.CONTINUE;
  }

  @Override
  public TriggerResult onProcessingTime(long time, W window, TriggerContext ctx) throws Exception {
    ReducingState<Long> next = ctx.getPartitionedState(nextFire);
    Long due = next.get();
    if (due == null || due != time) {
      return TriggerResult.CONTINUE;
    }
    next.clear();
    registerNext(time, window, ctx);
    return TriggerResult.FIRE;
  }

  @Override
  public void clear(W window, TriggerContext ctx) throws Exception {
    ReducingState<Long> next = ctx.getPartitionedState(nextFire);
    Long due = next.get();
    if (due != null) {
      ctx.deleteProcessingTimeTimer(due);
      next.clear();
    }
  }

  @Override
  public void onMerge(W window, OnMergeContext ctx) throws Exception {
    ctx.mergePartitionedState(nextFire);
    Long due = ctx.getPartitionedState(nextFire).get();
    if (due != null) {
      ctx.registerProcessingTimeTimer(due);
    }
  }

  private void registerNext(long from, W window, TriggerContext ctx) throws Exception {
    long due = Math.min(from + interval, window.maxTimestamp());
    ctx.getPartitionedState(nextFire).add(due);
    ctx.registerProcessingTimeTimer(due);
  }

  @Override
  public boolean canMerge() {
    return true;
  }

  @Override
  public String toString() {
    return "ContinuousProcessingTimeTrigger(" + interval + ")";
  }
}
