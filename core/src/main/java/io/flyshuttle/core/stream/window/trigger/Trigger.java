// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.window.trigger;

import io.flyshuttle.core.metric.MetricGroup;
import io.flyshuttle.core.state.MergingState;
import io.flyshuttle.core.state.State;
import io.flyshuttle.core.state.StateDescriptor;
import io.flyshuttle.core.state.ValueState;
import io.flyshuttle.core.stream.window.Window;
import io.flyshuttle.core.type.TypeInformation;
import java.io.Serializable;

/**
 * Decides when the content of a window is handed to its function. One instance serves all windows
 * of a subtask; what it must remember for a window goes into state and timers of the context.
 *
 * @param <T> type of the records
 * @param <W> type of the windows
 */
public abstract class Trigger<T, W extends Window> implements Serializable {
  private static final long serialVersionUID = -4104633972991191369L;

  /** A record was added to the window. */
  public abstract TriggerResult onElement(T element, long timestamp, W window, TriggerContext ctx)
      throws Exception;

  /** A processing-time timer of the window rang. */
  public abstract TriggerResult onProcessingTime(long time, W window, TriggerContext ctx)
      throws Exception;

  /** An event-time timer of the window rang. */
  public abstract TriggerResult onEventTime(long time, W window, TriggerContext ctx)
      throws Exception;

  /** Whether windows with this trigger may be merged. */
  public boolean canMerge() {
    return false;
  }

  /** Several windows have become {@code window}; the context can merge their state. */
  public void onMerge(W window, OnMergeContext ctx) throws Exception {
    throw new UnsupportedOperationException("this trigger does not support merging windows");
  }

  /** Deletes the timers and the state of the window, which will not be seen again. */
  public abstract void clear(W window, TriggerContext ctx) throws Exception;

  /** State and timers of the current key and window. */
  public interface TriggerContext {

    /** Milliseconds since 1970. */
    long getCurrentProcessingTime();

    MetricGroup getMetricGroup();

    /** {@link Long#MIN_VALUE} before the first. */
    long getCurrentWatermark();

    void registerProcessingTimeTimer(long time);

    void registerEventTimeTimer(long time);

    void deleteProcessingTimeTimer(long time);

    void deleteEventTimeTimer(long time);

    /** State of the current key and window. */
    <S extends State> S getPartitionedState(StateDescriptor<S, ?> stateDescriptor);

    @Deprecated
    <S extends Serializable> ValueState<S> getKeyValueState(
        String name, Class<S> stateType, S defaultState);

    @Deprecated
    <S extends Serializable> ValueState<S> getKeyValueState(
        String name, TypeInformation<S> stateType, S defaultState);
  }

  /** The context when windows are merged. */
  public interface OnMergeContext extends TriggerContext {

    /** Merges the state of the old windows into that of the new one. */
    <S extends MergingState<?, ?>> void mergePartitionedState(
        StateDescriptor<S, ?> stateDescriptor);
  }
}
