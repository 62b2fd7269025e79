// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.join;

import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.CrossFunction;
import io.flyshuttle.core.function.FlatJoinFunction;
import io.flyshuttle.core.function.Function;
import io.flyshuttle.core.function.JoinFunction;
import java.io.Serializable;

/**
 * What is done with a pair of records, whatever kind of function the user gave.
 *
 * @param <I1> type of the first record
 * @param <I2> type of the second record
 * @param <OUT> type of the records made
 */
public interface PairFunction<I1, I2, OUT> extends Function, Serializable {

  /** Takes a pair; in an outer join one of the records may be null. */
  void pair(I1 first, I2 second, Collector<OUT> out) throws Exception;

  /** The user's function, to be opened and closed. */
  Function userFunction();

  /** Calls a function that emits any number of records. */
  static <I1, I2, OUT> PairFunction<I1, I2, OUT> flat(FlatJoinFunction<I1, I2, OUT> function) {
    return new Flat<>(function);
  }

  /** Calls a function that returns one record. */
  static <I1, I2, OUT> PairFunction<I1, I2, OUT> single(JoinFunction<I1, I2, OUT> function) {
    return new Single<>(function);
  }

  /** Calls a function of a cross product. */
  static <I1, I2, OUT> PairFunction<I1, I2, OUT> cross(CrossFunction<I1, I2, OUT> function) {
    return new Cross<>(function);
  }

  /** Calls a function that emits any number of records. */
  record Flat<I1, I2, OUT>(FlatJoinFunction<I1, I2, OUT> userFunction)
      implements PairFunction<I1, I2, OUT> {
    @Override
    public void pair(I1 first, I2 second, Collector<OUT> out) throws Exception {
      userFunction.join(first, second, out);
    }
  }

  /** Calls a function that returns one record. */
  record Single<I1, I2, OUT>(JoinFunction<I1, I2, OUT> userFunction)
      implements PairFunction<I1, I2, OUT> {
    @Override
    public void pair(I1 first, I2 second, Collector<OUT> out) throws Exception {
      out.collect(userFunction.join(first, second));
    }
  }

  /** Calls a function of a cross product. */
  record Cross<I1, I2, OUT>(CrossFunction<I1, I2, OUT> userFunction)
      implements PairFunction<I1, I2, OUT> {
    @Override
    public void pair(I1 first, I2 second, Collector<OUT> out) throws Exception {
      out.collect(userFunction.cross(first, second));
    }
  }
}
