// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state;

import java.util.Set;

/** Gives state of a subtask that is not bound to keys. */
public interface OperatorStateStore {

  /** State that is the same in all subtasks; after a restore each has all of it. */
  <K, V> BroadcastState<K, V> getBroadcastState(MapStateDescriptor<K, V> stateDescriptor)
      throws Exception;

  /** A list whose elements are spread over the subtasks anew after a restore. */
  <S> ListState<S> getListState(ListStateDescriptor<S> stateDescriptor) throws Exception;

  /** A list of which each subtask gets the elements of all subtasks after a restore. */
  <S> ListState<S> getUnionListState(ListStateDescriptor<S> stateDescriptor) throws Exception;

  /** Names of the lists. */
  Set<String> getRegisteredStateNames();

  /** Names of the broadcast state. */
  Set<String> getRegisteredBroadcastStateNames();
}
