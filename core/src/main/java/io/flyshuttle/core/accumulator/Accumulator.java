// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.accumulator;

import java.io.Serializable;

/**
 * Collects values in every subtask; the values of all subtasks are merged into one result of the
 * job. Used by one thread in its subtask.
 *
 * @param <V> type of the values added
 * @param <R> type of the result
 */
public interface Accumulator<V, R extends Serializable> extends Serializable, Cloneable {

  void add(V value);

  /** The value of this subtask so far. */
  R getLocalValue();

  /** Makes the accumulator as it was when it was new. */
  void resetLocal();

  /** Adds the value of another subtask. */
  void merge(Accumulator<V, R> other);

  /** An independent copy. */
  Accumulator<V, R> clone();
}
