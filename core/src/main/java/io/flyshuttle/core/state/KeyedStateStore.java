// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state;

/**
 * Gives state of the current key. State is registered when it is asked for the first time; asking
 * again with the same name gives the same state.
 */
public interface KeyedStateStore {

  <T> ValueState<T> getState(ValueStateDescriptor<T> stateProperties);

  <T> ListState<T> getListState(ListStateDescriptor<T> stateProperties);

  <T> ReducingState<T> getReducingState(ReducingStateDescriptor<T> stateProperties);

  <IN, ACC, OUT> AggregatingState<IN, OUT> getAggregatingState(
      AggregatingStateDescriptor<IN, ACC, OUT> stateProperties);

  <UK, UV> MapState<UK, UV> getMapState(MapStateDescriptor<UK, UV> stateProperties);

  <T, ACC> FoldingState<T, ACC> getFoldingState(FoldingStateDescriptor<T, ACC> stateProperties);
}
