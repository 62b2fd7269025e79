// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function.aggregator;

import io.flyshuttle.core.value.Value;
import java.io.Serializable;

/**
 * Collects values over all subtasks of a superstep of an iteration.
 *
 * @param <T> type of the values
 */
public interface Aggregator<T extends Value> extends Serializable {

  T getAggregate();

  void aggregate(T element);

  /** Called at the end of a superstep. */
  void reset();
}
