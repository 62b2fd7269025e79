// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function;

import java.io.Serializable;

/**
 * Adds records to an accumulator and takes a result from it: the general form of sum, average,
 * count and the like. Accumulators are made by {@link #createAccumulator} and are merged where
 * partial results meet, for instance when session windows grow together.
 *
 * @param <IN> type of the records taken
 * @param <ACC> type of the accumulator, which is kept as state
 * @param <OUT> type of the result
 */
public interface AggregateFunction<IN, ACC, OUT> extends Function, Serializable {

  /** A new, empty accumulator. */
  ACC createAccumulator();

  /** {@code accumulator} with {@code value} added. May change and return {@code accumulator}. */
  ACC add(IN value, ACC accumulator);

  /** The result for what has been added so far. */
  OUT getResult(ACC accumulator);

  /** Both accumulators in one. May change and return one of them; neither is used afterwards. */
  ACC merge(ACC a, ACC b);
}
