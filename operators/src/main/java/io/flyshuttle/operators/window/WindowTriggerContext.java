// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.window;

import io.flyshuttle.core.metric.MetricGroup;
import io.flyshuttle.core.state.KeyedStateBackend;
import io.flyshuttle.core.state.MergingState;
import io.flyshuttle.core.state.State;
import io.flyshuttle.core.state.StateDescriptor;
import io.flyshuttle.core.state.ValueState;
import io.flyshuttle.core.state.ValueStateDescriptor;
import io.flyshuttle.core.stream.window.Window;
import io.flyshuttle.core.stream.window.trigger.Trigger;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.operators.timer.KeyedTimers;
import java.io.Serializable;
import java.util.Collection;
import java.util.List;

/** State and timers of one window, for its trigger. One object serves all windows in turn. */
final class WindowTriggerContext implements Trigger.OnMergeContext {
  private final KeyedTimers<Object, Window> timers;
  private final KeyedStateBackend<Object> keyed;
  private final TypeSerializer<Window> windowSerializer;
  private final MetricGroup metrics;
  private Window window;
  private Collection<Window> replaced = List.of();

  WindowTriggerContext(
      KeyedTimers<Object, Window> timers,
      KeyedStateBackend<Object> keyed,
      TypeSerializer<Window> windowSerializer,
      MetricGroup metrics) {
    this.timers = timers;
    this.keyed = keyed;
    this.windowSerializer = windowSerializer;
    this.metrics = metrics;
  }

  WindowTriggerContext at(Window newWindow) {
    this.window = newWindow;
    return this;
  }

  WindowTriggerContext merging(Window result, Collection<Window> newReplaced) {
    this.replaced = newReplaced;
    return at(result);
  }

  @Override
  public long getCurrentProcessingTime() {
    return timers.currentProcessingTime();
  }

  @Override
  public MetricGroup getMetricGroup() {
    return metrics;
  }

  @Override
  public long getCurrentWatermark() {
    return timers.currentWatermark();
  }

  @Override
  public void registerProcessingTimeTimer(long time) {
    if (!timers.isTooLateForUsers()) {
      timers.registerProcessingTime(window, time);
    }
  }

  @Override
  public void registerEventTimeTimer(long time) {
    if (!timers.isTooLateForUsers()) {
      timers.registerEventTime(window, time);
    }
  }

  @Override
  public void deleteProcessingTimeTimer(long time) {
    timers.deleteProcessingTime(window, time);
  }

  @Override
  public void deleteEventTimeTimer(long time) {
    timers.deleteEventTime(window, time);
  }

  @Override
  public <S extends State> S getPartitionedState(StateDescriptor<S, ?> stateDescriptor) {
    return keyed.getNamespacedState(stateDescriptor, windowSerializer).of(window);
  }

  @Override
  @Deprecated
  public <S extends Serializable> ValueState<S> getKeyValueState(
      String name, Class<S> stateType, S defaultState) {
    return getPartitionedState(new ValueStateDescriptor<>(name, stateType, defaultState));
  }

  @Override
  @Deprecated
  public <S extends Serializable> ValueState<S> getKeyValueState(
      String name, TypeInformation<S> stateType, S defaultState) {
    return getPartitionedState(new ValueStateDescriptor<>(name, stateType, defaultState));
  }

  @Override
  public <S extends MergingState<?, ?>> void mergePartitionedState(
      StateDescriptor<S, ?> stateDescriptor) {
    try {
      keyed.getNamespacedState(stateDescriptor, windowSerializer).merge(window, replaced);
    } catch (Exception e) {
      throw new IllegalStateException(
          "the state " + stateDescriptor.getName() + " of " + window + " cannot be merged", e);
    }
  }
}
