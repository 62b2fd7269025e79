// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state;

import io.flyshuttle.core.type.TypeSerializer;

/**
 * State of one operator, by key. Everything it gives belongs to the current key. Used by the
 * operator's thread only; part of the task's snapshots, key group by key group.
 *
 * @param <K> type of the keys
 */
public interface KeyedStateBackend<K> extends KeyedStateStore {

  /** Makes {@code key} the current one. Called for each record, so it is cheap. */
  void setCurrentKey(K key);

  /** The current key; null before the first. */
  K getCurrentKey();

  /** The serializer of the keys. */
  TypeSerializer<K> getKeySerializer();

  /** State of the current key. Asking again with the same name gives the same object. */
  <S extends State> S getPartitionedState(StateDescriptor<S, ?> descriptor);

  /** State of the current key and a namespace, such as a window. */
  <N, S extends State> NamespacedState<N, S> getNamespacedState(
      TypeSerializer<N> namespaceSerializer, StateDescriptor<S, ?> descriptor);

  /** Timers by key; asking again with the same name gives the same queue. */
  <N> TimerQueue<K, N> getTimerQueue(String name, TypeSerializer<N> namespaceSerializer);

  /**
   * Calls {@code visitor} for each key that has the given state, with that key as the current one.
   * Afterwards the current key is what it was before. The visitor may change and clear the state of
   * its key.
   */
  <S extends State> void applyToAllKeys(
      StateDescriptor<S, ?> descriptor, KeyedStateVisitor<K, S> visitor) throws Exception;

  /**
   * Takes the state of one key after the other.
   *
   * @param <K> type of the keys
   * @param <S> kind of the state
   */
  @FunctionalInterface
  interface KeyedStateVisitor<K, S extends State> {
    void visit(K key, S state) throws Exception;
  }
}
