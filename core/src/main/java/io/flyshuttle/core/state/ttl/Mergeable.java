// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.ttl;

import java.util.Collection;
import java.util.function.Consumer;

/**
 * State with a time to live whose values in several namespaces can be merged: takes a value out of
 * one, and puts it to what another has.
 */
public interface Mergeable {

  /** The value as it is kept, which is taken away; null if there is none. */
  Object take() throws Exception;

  /** Merges a value that was taken with what is here. */
  void give(Object taken) throws Exception;

  /**
   * Moves what {@code sources} have to {@code target}.
   *
   * @param turn turns the state to a namespace
   */
  default <N> void merge(N target, Collection<N> sources, Consumer<N> turn) throws Exception {
    for (N source : sources) {
      if (!source.equals(target)) {
        turn.accept(source);
        Object taken = take();
        if (taken != null) {
          turn.accept(target);
          give(taken);
        }
      }
    }
  }
}
