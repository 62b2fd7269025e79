// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state;

import io.flyshuttle.core.function.lambda.BiConsumerWithException;
import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.type.TypeSerializer;
import java.io.IOException;

/**
 * State of one operator in one subtask, by key: a store for values of many kinds, each under
 * (state, key, namespace), and for timers. The store may keep objects on the heap, or bytes in
 * pages or files; users cannot tell, so long as they keep to the following.
 *
 * <p><b>Threads.</b> All calls come from the task's thread, except for what a {@link KeyedSnapshot}
 * allows. There are no locks.
 *
 * <p><b>Keys.</b> State objects always refer to the current key, which is set before each use: it
 * costs one hash code. Keys must not be null and must not change; the backend copies a key it has
 * to keep. The key's group must be one of the backend's, else the key's hash code is not the same
 * everywhere, which is reported as the user's error.
 *
 * <p><b>Values.</b> A value that was read may be changed only if it is written back before the next
 * use of the state: whether a change in place is seen without that depends on the store. A value
 * that was written must not be changed afterwards.
 *
 * <p><b>State</b> is registered when it is first asked for, by its descriptor's name. The same name
 * with another kind, or with a serializer that cannot read what was restored, fails with {@code
 * STATE_NOT_RESTORABLE}.
 *
 * <p><b>Snapshots.</b> {@link #snapshot} is quick and happens between two records; the snapshot is
 * then written by another thread, key group by key group, so that a restore with another
 * parallelism reads just the groups it needs. Several snapshots may be open at once.
 *
 * @param <K> type of the keys
 */
public interface KeyedStateBackend<K> extends KeyedStateStore, AutoCloseable {

  /**
   * Makes {@code key} the one all state objects refer to.
   *
   * @throws io.flyshuttle.core.fault.FlyshuttleException if the key's group is not one of this
   *     backend's
   */
  void setCurrentKey(K key);

  /** The current key; null before the first. */
  K getCurrentKey();

  /** The group of the current key. */
  int currentKeyGroup();

  KeyGroupRange keyGroups();

  /** Number of key groups of all subtasks. */
  int maxParallelism();

  /** A duplicate for the caller. */
  TypeSerializer<K> keySerializer();

  /** State without namespaces. Asking again gives the same object. */
  <S extends State> S getState(StateDescriptor<S, ?> descriptor);

  /** State with namespaces. Asking again gives the same object. */
  <N, S extends State> NamespacedState<N, S> getNamespacedState(
      StateDescriptor<S, ?> descriptor, TypeSerializer<N> namespaceSerializer);

  /** A queue of timers. Asking again gives the same object. */
  <N> TimerQueue<K, N> getTimerQueue(String name, TypeSerializer<N> namespaceSerializer);

  /**
   * Makes each key current that has this state (without namespace), one after the other, and calls
   * {@code action} with the state. The action may change the state of its key. The key that was
   * current is current again afterwards.
   */
  <S extends State> void forEachKey(
      StateDescriptor<S, ?> descriptor, BiConsumerWithException<K, S, Exception> action)
      throws Exception;

  /**
   * Takes a snapshot of everything.
   *
   * @return to be written by another thread and closed
   */
  KeyedSnapshot snapshot();

  /**
   * Begins to bring back what a snapshot wrote. Called before any state is asked for, once for each
   * snapshot that has groups of this backend.
   *
   * @param header what {@link KeyedSnapshot#writeHeader} wrote
   * @param classLoader finds the classes of serializers
   */
  KeyedRestore restore(DataInputView header, ClassLoader classLoader) throws IOException;

  /** Frees everything. */
  @Override
  void close();

  @Override
  default <T> ValueState<T> getState(ValueStateDescriptor<T> stateProperties) {
    return getState((StateDescriptor<ValueState<T>, ?>) stateProperties);
  }

  @Override
  default <T> ListState<T> getListState(ListStateDescriptor<T> stateProperties) {
    return getState((StateDescriptor<ListState<T>, ?>) stateProperties);
  }

  @Override
  default <T> ReducingState<T> getReducingState(ReducingStateDescriptor<T> stateProperties) {
    return getState((StateDescriptor<ReducingState<T>, ?>) stateProperties);
  }

  @Override
  default <IN, ACC, OUT> AggregatingState<IN, OUT> getAggregatingState(
      AggregatingStateDescriptor<IN, ACC, OUT> stateProperties) {
    return getState((StateDescriptor<AggregatingState<IN, OUT>, ?>) stateProperties);
  }

  @Override
  default <UK, UV> MapState<UK, UV> getMapState(MapStateDescriptor<UK, UV> stateProperties) {
    return getState((StateDescriptor<MapState<UK, UV>, ?>) stateProperties);
  }

  @Override
  default <T, ACC> FoldingState<T, ACC> getFoldingState(
      FoldingStateDescriptor<T, ACC> stateProperties) {
    return getState((StateDescriptor<FoldingState<T, ACC>, ?>) stateProperties);
  }
}
