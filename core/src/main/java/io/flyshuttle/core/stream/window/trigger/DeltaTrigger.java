// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.window.trigger;

import io.flyshuttle.core.state.ValueState;
import io.flyshuttle.core.state.ValueStateDescriptor;
import io.flyshuttle.core.stream.window.DeltaFunction;
import io.flyshuttle.core.stream.window.Window;
import io.flyshuttle.core.type.TypeSerializer;

/**
 * Fires when a record differs from the one of the last firing by more than a threshold.
 *
 * @param <T> type of the records
 * @param <W> type of the windows
 */
public final class DeltaTrigger<T, W extends Window> extends Trigger<T, W> {
  private static final long serialVersionUID = 1L;

  private final DeltaFunction<T> deltaFunction;
  private final double threshold;
  private final ValueStateDescriptor<T> lastState;

  private DeltaTrigger(
      double threshold, DeltaFunction<T> deltaFunction, TypeSerializer<T> stateSerializer) {
    this.deltaFunction = deltaFunction;
    this.threshold = threshold;
    this.lastState = new ValueStateDescriptor<>("last-element", stateSerializer);
  }

  public static <T, W extends Window> DeltaTrigger<T, W> of(
      double threshold, DeltaFunction<T> deltaFunction, TypeSerializer<T> stateSerializer) {
    return new DeltaTrigger<>(threshold, deltaFunction, stateSerializer);
  }

  @Override
  public TriggerResult onElement(T element, long timestamp, W window, TriggerContext ctx)
      throws Exception {
    ValueState<T> last = ctx.getPartitionedState(lastState);
    if (last.value() == null) {
      last.update(element);
      return TriggerResult.CONTINUE;
    }
    if (deltaFunction.getDelta(last.value(), element) > threshold) {
      last.update(element);
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
  public void clear(W window, TriggerContext ctx) {
    ctx.getPartitionedState(lastState).clear();
  }

  @Override
  public String toString() {
    return "DeltaTrigger(" + deltaFunction + ", " + threshold + ")";
  }
}
