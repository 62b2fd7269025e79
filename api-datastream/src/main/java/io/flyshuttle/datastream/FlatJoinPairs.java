// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import io.flyshuttle.core.function.CoGroupFunction;
import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.FlatJoinFunction;
import io.flyshuttle.core.function.rich.WrappingFunction;

/** Pairs the records of two sides, for a function that emits any number of results. */
final class FlatJoinPairs<T1, T2, R> extends WrappingFunction<FlatJoinFunction<T1, T2, R>>
    implements CoGroupFunction<T1, T2, R> {
  private static final long serialVersionUID = 1L;

  FlatJoinPairs(FlatJoinFunction<T1, T2, R> function) {
    super(function);
  }

  @Override
  public void coGroup(Iterable<T1> first, Iterable<T2> second, Collector<R> out) throws Exception {
    for (T1 left : first) {
      for (T2 right : second) {
        wrappedFunction.join(left, right, out);
      }
    }
  }
}
