// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.window.trigger;

import io.flyshuttle.core.function.ReduceFunction;
import io.flyshuttle.core.state.ReducingState;
import io.flyshuttle.core.state.ReducingStateDescriptor;
import io.flyshuttle.core.stream.window.Window;

/** Fires each time the window has received a number of records. */
public final class CountTrigger<W extends Window> extends Trigger<Object, W> {
  private static final long serialVersionUID = 1L;

  private static final ReduceFunction<Long> SUM = Long::sum;

  private final long maxCount;
  private final ReducingStateDescriptor<Long> countState =
      new ReducingStateDescriptor<>("count", SUM, Long.class);

  private CountTrigger(long maxCount) {
    this.maxCount = maxCount;
  }

  /** Fires after {@code maxCount} records. */
  public static <W extends Window> CountTrigger<W> of(long maxCount) {
    return new CountTrigger<>(maxCount);
  }

  @Override
  public TriggerResult onElement(Object element, long timestamp, W window, TriggerContext ctx)
      throws Exception {
    ReducingState<Long> count = ctx.getPartitionedState(countState);
    count.add(1L);
    if (count.get() >= maxCount) {
      count.clear();
      return TriggerResult.FIRE;
    }
    return TriggerResult.CONTINUE;
  }

  @Override
  public TriggerResult onEventTime(long time, W window, TriggerContext ctx) {
    return TriggerResult.CONTINUE;
  }

  @Override
  public TriggerResult onProcessingTime(long time, W window, TriggerContext ctx) {
    return TriggerResult.CONTINUE;
  }

  @Override
  public boolean canMerge() {
    return true;
  }

  @Override
  public void onMerge(W window, OnMergeContext ctx) {
    ctx.mergePartitionedState(countState);
  }

  @Override
  public void clear(W window, TriggerContext ctx) {
    ctx.getPartitionedState(countState).clear();
  }

  @Override
  public String toString() {
    return "CountTrigger(" + maxCount + ")";
  }
}
