// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.window.trigger;

import io.flyshuttle.core.state.ValueState;
import io.flyshuttle.core.state.ValueStateDescriptor;
import io.flyshuttle.core.stream.window.Window;
import java.time.Duration;

/**
 * Fires when another trigger does, and also when the window has waited for a time.
 *
 * @param <T> type of the records
 * @param <W> type of the windows
 */
public final class ProcessingTimeoutTrigger<T, W extends Window> extends Trigger<T, W> {
  private static final long serialVersionUID = 1L;

  private final Trigger<T, W> nestedTrigger;
  private final long timeoutMillis;
  private final boolean resetTimerOnNewRecord;
  private final boolean shouldClearOnTimeout;
  private final ValueStateDescriptor<Long> timeoutState =
      new ValueStateDescriptor<>("timeout", Long.class);

  private ProcessingTimeoutTrigger(
      Trigger<T, W> nestedTrigger,
      long timeoutMillis,
      boolean resetTimerOnNewRecord,
      boolean shouldClearOnTimeout) {
    this.nestedTrigger = nestedTrigger;
    this.timeoutMillis = timeoutMillis;
    this.resetTimerOnNewRecord = resetTimerOnNewRecord;
    this.shouldClearOnTimeout = shouldClearOnTimeout;
  }

  /** Waits from the first record, and forgets the window's state on timeout. */
  public static <T, W extends Window> ProcessingTimeoutTrigger<T, W> of(
      Trigger<T, W> nestedTrigger, Duration timeout) {
    return of(nestedTrigger, timeout, false, true);
  }

  /**
   * @param resetTimerOnNewRecord whether the wait starts anew with every record
   * @param shouldClearOnTimeout whether the nested trigger's state is cleared on timeout
   */
  public static <T, W extends Window> ProcessingTimeoutTrigger<T, W> of(
      Trigger<T, W> nestedTrigger,
      Duration timeout,
      boolean resetTimerOnNewRecord,
      boolean shouldClearOnTimeout) {
    return new ProcessingTimeoutTrigger<>(
        nestedTrigger, timeout.toMillis(), resetTimerOnNewRecord, shouldClearOnTimeout);
  }

  @Override
  public TriggerResult onElement(T element, long timestamp, W window, TriggerContext ctx)
      throws Exception {
    TriggerResult result = nestedTrigger.onElement(element, timestamp, window, ctx);
    if (result.isFire()) {
      clear(window, ctx);
      return result;
    }
    ValueState<Long> timeout = ctx.getPartitionedState(timeoutState);
    Long due = timeout.value();
    if (due != null && resetTimerOnNewRecord) {
      ctx.deleteProcessingTimeTimer(due);
      due = null;
    }
    if (due == null) {
      long next = ctx.getCurrentProcessingTime() + timeoutMillis;
      timeout.update(next);
      ctx.registerProcessingTimeTimer(next);
    }
    return result;
  }

  @Override
  public TriggerResult onProcessingTime(long time, W window, TriggerContext ctx) throws Exception {
    TriggerResult result = nestedTrigger.onProcessingTime(time, window, ctx);
    ValueState<Long> timeout = ctx.getPartitionedState(timeoutState);
    Long due = timeout.value();
    if (due == null || due != time) {
      return result;
    }
    timeout.clear();
    if (shouldClearOnTimeout) {
      nestedTrigger.clear(window, ctx);
    }
    return result.isPurge() ? TriggerResult.FIRE_AND_PURGE : TriggerResult.FIRE;
  }

  @Override
  public TriggerResult onEventTime(long time, W window, TriggerContext ctx) throws Exception {
    TriggerResult result = nestedTrigger.onEventTime(time, window, ctx);
    if (result.isFire()) {
      clear(window, ctx);
    }
    return result;
  }

  @Override
  public void clear(W window, TriggerContext ctx) throws Exception {
    ValueState<Long> timeout = ctx.getPartitionedState(timeoutState);
    Long due = timeout.value();
    if (due != null) {
      ctx.deleteProcessingTimeTimer(due);
      timeout.clear();
    }
    nestedTrigger.clear(window, ctx);
  }

  @Override
  public String toString() {
    return "ProcessingTimeoutTrigger(" + nestedTrigger + ", " + timeoutMillis + " ms)";
  }
}
