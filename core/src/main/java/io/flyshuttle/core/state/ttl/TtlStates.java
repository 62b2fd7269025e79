// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.ttl;

import io.flyshuttle.core.state.AggregatingStateDescriptor;
import io.flyshuttle.core.state.FoldingStateDescriptor;
import io.flyshuttle.core.state.ListState;
import io.flyshuttle.core.state.ListStateDescriptor;
import io.flyshuttle.core.state.MapState;
import io.flyshuttle.core.state.MapStateDescriptor;
import io.flyshuttle.core.state.ReducingStateDescriptor;
import io.flyshuttle.core.state.State;
import io.flyshuttle.core.state.StateDescriptor;
import io.flyshuttle.core.state.ValueState;
import io.flyshuttle.core.state.ValueStateDescriptor;

/**
 * Makes state that expires out of state that does not: the store keeps values with their times,
 * under a descriptor made here, and the wrapper made here looks at the times. Values of lists and
 * maps expire one by one. Works with any store.
 */
public final class TtlStates {
  private TtlStates() {}

  /** The descriptor of what the store keeps for a state with time to live. */
  public static StateDescriptor<?, ?> stored(StateDescriptor<?, ?> descriptor) {
    String name = descriptor.getName();
    if (descriptor instanceof ListStateDescriptor<?> list) {
      return new ListStateDescriptor<>(name, new TtlSerializer<>(list.getElementSerializer()));
    } else if (descriptor instanceof MapStateDescriptor<?, ?> map) {
      return new MapStateDescriptor<>(
          name, map.getKeySerializer(), new TtlSerializer<>(map.getValueSerializer()));
    }
    return new ValueStateDescriptor<>(name, new TtlSerializer<>(descriptor.getSerializer()));
  }

  /** The kind of what the store keeps for a state of this kind with time to live. */
  public static StateDescriptor.Type storedKind(StateDescriptor.Type kind) {
    return kind == StateDescriptor.Type.LIST || kind == StateDescriptor.Type.MAP
        ? kind
        : StateDescriptor.Type.VALUE;
  }

  /**
   * The state that the user sees.
   *
   * @param stored the store's state for the descriptor that {@link #stored} gave
   */
  @SuppressWarnings("unchecked")
  public static State wrap(StateDescriptor<?, ?> descriptor, State stored, Expiry expiry) {
    return switch (descriptor.getType()) {
      case VALUE ->
          new TtlValueState<>(value(stored, expiry), (ValueStateDescriptor<Object>) descriptor);
      case LIST -> new TtlListState<>((ListState<TtlValue<Object>>) stored, expiry);
      case MAP -> new TtlMapState<>((MapState<Object, TtlValue<Object>>) stored, expiry);
      case REDUCING ->
          new TtlReducingState<>(
              value(stored, expiry),
              ((ReducingStateDescriptor<Object>) descriptor).getReduceFunction());
      case AGGREGATING ->
          new TtlAggregatingState<>(
              value(stored, expiry),
              ((AggregatingStateDescriptor<Object, Object, Object>) descriptor)
                  .getAggregateFunction());
      case FOLDING ->
          new TtlFoldingState<>(
              value(stored, expiry), (FoldingStateDescriptor<Object, Object>) descriptor);
      case UNKNOWN -> throw new IllegalArgumentException("not a kind of state: " + descriptor);
    };
  }

  @SuppressWarnings("unchecked")
  private static ExpiringValue<Object> value(State stored, Expiry expiry) {
    return new ExpiringValue<>((ValueState<TtlValue<Object>>) stored, expiry);
  }
}
