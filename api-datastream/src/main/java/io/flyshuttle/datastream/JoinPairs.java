// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import io.flyshuttle.core.function.CoGroupFunction;
import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.JoinFunction;

/** Pairs the records of two sides. */
final class JoinPairs<T1, T2, R> extends WrappedFunction implements CoGroupFunction<T1, T2, R> {
  private static final long serialVersionUID = 1L;

  private final JoinFunction<T1, T2, R> function;

  JoinPairs(JoinFunction<T1, T2, R> function) {
    super(function);
    this.function = function;
  }

  @Override
  public void coGroup(Iterable<T1> first, Iterable<T2> second, Collector<R> out) throws Exception {
    for (T1 left : first) {
      for (T2 right : second) {
        out.collect(function.join(left, right));
      }
    }
  }
}
