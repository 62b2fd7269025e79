// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.process;

import io.flyshuttle.core.job.InvalidProgramException;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.state.BroadcastState;
import io.flyshuttle.core.state.MapStateDescriptor;
import io.flyshuttle.core.state.ReadOnlyBroadcastState;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

/** The broadcast states that a program declared for an operator. */
final class BroadcastStates {
  private final Map<String, BroadcastState<?, ?>> states = new HashMap<>();

  BroadcastStates(List<MapStateDescriptor<?, ?>> descriptors, OperatorContext context)
      throws Exception {
    for (MapStateDescriptor<?, ?> descriptor : descriptors) {
      states.put(descriptor.getName(), context.operatorState().getBroadcastState(descriptor));
    }
  }

  @SuppressWarnings("unchecked")
  <K, V> BroadcastState<K, V> get(MapStateDescriptor<K, V> descriptor) {
    BroadcastState<?, ?> state = states.get(descriptor.getName());
    if (state == null) {
      throw new InvalidProgramException(
          "the state "
              + descriptor.getName()
              + " was not given to broadcast(...); declared are "
              + states.keySet());
    }
    return (BroadcastState<K, V>) state;
  }

  <K, V> ReadOnlyBroadcastState<K, V> readOnly(MapStateDescriptor<K, V> descriptor) {
    return new ReadOnly<>(get(descriptor));
  }

  /** Keeps a function that must not change the state from casting its way to it. */
  private record ReadOnly<K, V>(BroadcastState<K, V> state)
      implements ReadOnlyBroadcastState<K, V> {

    @Override
    public V get(K key) throws Exception {
      return state.get(key);
    }

    @Override
    public boolean contains(K key) throws Exception {
      return state.contains(key);
    }

    @Override
    public Iterable<Entry<K, V>> immutableEntries() throws Exception {
      Iterable<Entry<K, V>> entries = state.immutableEntries();
      return () -> {
        Iterator<Entry<K, V>> iterator = entries.iterator();
        return new Iterator<>() {
          @Override
          public boolean hasNext() {
            return iterator.hasNext();
          }

          @Override
          public Entry<K, V> next() {
            return iterator.next();
          }
        };
      };
    }

    @Override
    public void clear() {
      throw new UnsupportedOperationException(
          "broadcast state can only be changed in processBroadcastElement");
    }
  }
}
