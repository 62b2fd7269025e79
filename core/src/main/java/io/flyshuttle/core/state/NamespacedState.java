// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state;

import java.util.Collection;

/**
 * State by key and namespace. Used by the operator's thread only.
 *
 * @param <N> type of the namespaces; compared by value
 * @param <S> kind of the state
 */
public interface NamespacedState<N, S extends State> {

  /**
   * The state of the current key and the given namespace. The same object each time, so it is good
   * until the next call only. Costs no allocation.
   */
  S at(N namespace);

  /**
   * Moves the content of the current key's {@code sources} into {@code target}, merging with what
   * is there; the sources are empty afterwards.
   *
   * @throws UnsupportedOperationException if the state is not a {@link MergingState}
   */
  void merge(N target, Collection<N> sources) throws Exception;
}
