// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import io.flyshuttle.core.function.FlatJoinFunction;
import io.flyshuttle.core.function.JoinFunction;

/**
 * A join whose function is still to be given.
 *
 * @param <I1> type of the records of the first side
 * @param <I2> type of the records of the second side
 */
public interface JoinFunctionAssigner<I1, I2> {

  /** Makes one record of each pair. */
  <R> JoinOperator<I1, I2, R> with(JoinFunction<I1, I2, R> joinFunction);

  /** Makes any number of records of each pair. */
  <R> JoinOperator<I1, I2, R> with(FlatJoinFunction<I1, I2, R> joinFunction);
}
