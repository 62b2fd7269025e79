// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.window;

import io.flyshuttle.core.state.AggregatingState;
import io.flyshuttle.core.state.AggregatingStateDescriptor;
import io.flyshuttle.core.state.FoldingState;
import io.flyshuttle.core.state.FoldingStateDescriptor;
import io.flyshuttle.core.state.KeyedStateBackend;
import io.flyshuttle.core.state.KeyedStateStore;
import io.flyshuttle.core.state.ListState;
import io.flyshuttle.core.state.ListStateDescriptor;
import io.flyshuttle.core.state.MapState;
import io.flyshuttle.core.state.MapStateDescriptor;
import io.flyshuttle.core.state.ReducingState;
import io.flyshuttle.core.state.ReducingStateDescriptor;
import io.flyshuttle.core.state.State;
import io.flyshuttle.core.state.StateDescriptor;
import io.flyshuttle.core.state.ValueState;
import io.flyshuttle.core.state.ValueStateDescriptor;
import io.flyshuttle.core.type.TypeSerializer;

/** State of the current key and one window, for functions. */
final class WindowStateStore<W> implements KeyedStateStore {
  private final KeyedStateBackend<?> keyed;
  private final TypeSerializer<W> windowSerializer;
  private W window;

  WindowStateStore(KeyedStateBackend<?> keyed, TypeSerializer<W> windowSerializer) {
    this.keyed = keyed;
    this.windowSerializer = windowSerializer;
  }

  WindowStateStore<W> at(W newWindow) {
    this.window = newWindow;
    return this;
  }

  private <S extends State> S state(StateDescriptor<S, ?> descriptor) {
    return keyed.getNamespacedState(descriptor, windowSerializer).of(window);
  }

  @Override
  public <T> ValueState<T> getState(ValueStateDescriptor<T> stateProperties) {
    return state(stateProperties);
  }

  @Override
  public <T> ListState<T> getListState(ListStateDescriptor<T> stateProperties) {
    return state(stateProperties);
  }

  @Override
  public <T> ReducingState<T> getReducingState(ReducingStateDescriptor<T> stateProperties) {
    return state(stateProperties);
  }

  @Override
  public <IN, ACC, OUT> AggregatingState<IN, OUT> getAggregatingState(
      AggregatingStateDescriptor<IN, ACC, OUT> stateProperties) {
    return state(stateProperties);
  }

  @Override
  public <UK, UV> MapState<UK, UV> getMapState(MapStateDescriptor<UK, UV> stateProperties) {
    return state(stateProperties);
  }

  @Override
  public <T, ACC> FoldingState<T, ACC> getFoldingState(
      FoldingStateDescriptor<T, ACC> stateProperties) {
    return state(stateProperties);
  }
}
