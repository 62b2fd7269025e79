// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state;

import java.util.Collection;

/**
 * State of the current key in several namespaces, such as one per window.
 *
 * @param <N> type of the namespaces
 * @param <S> the state
 */
public interface NamespacedState<N, S extends State> {

  /**
   * The state of a namespace and of whatever key is current when it is used. The same object each
   * time, turned to the namespace: do not keep two of them. Like a key, a namespace must not
   * change.
   */
  S of(N namespace);

  /**
   * Whether the current key has nothing in a namespace. Turns the state to it, as {@link #of} does.
   */
  boolean isEmpty(N namespace);

  /** Whether {@link #isEmpty} and a use of the state cost no more than that use alone. */
  boolean isEmptinessFree();

  /**
   * Adds a value to what the current key has in a namespace, as {@link AppendingState#add} does.
   * For appending state.
   *
   * @return whether there was nothing
   */
  @SuppressWarnings("unchecked")
  default boolean append(N namespace, Object value) throws Exception {
    boolean first = isEmpty(namespace);
    ((AppendingState<Object, ?>) of(namespace)).add(value);
    return first;
  }

  /**
   * Moves what the current key has in {@code sources} to {@code target}, where it is merged with
   * what is there. For list, reducing and aggregating state.
   *
   * @throws UnsupportedOperationException for other state
   */
  void merge(N target, Collection<N> sources) throws Exception;
}
