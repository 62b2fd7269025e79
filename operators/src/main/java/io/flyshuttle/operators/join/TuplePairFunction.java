// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.join;

import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.Function;
import io.flyshuttle.core.tuple.Tuple2;

/**
 * Makes a tuple of each pair.
 *
 * @param <I1> type of the first record
 * @param <I2> type of the second record
 */
public final class TuplePairFunction<I1, I2> implements PairFunction<I1, I2, Tuple2<I1, I2>> {
  private static final long serialVersionUID = 1L;

  @Override
  public void pair(I1 first, I2 second, Collector<Tuple2<I1, I2>> out) {
    out.collect(new Tuple2<>(first, second));
  }

  @Override
  public Function userFunction() {
    return this;
  }
}
