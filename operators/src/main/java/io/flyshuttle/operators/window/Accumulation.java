// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.window;

import io.flyshuttle.core.function.AggregateFunction;
import io.flyshuttle.core.function.ReduceFunction;
import java.io.Serializable;

/**
 * Partial results that grow by records and can be merged.
 *
 * @param <T> type of the records
 * @param <A> type of the partial results
 * @param <V> type of the results
 */
interface Accumulation<T, A, V> extends Serializable {

  /** Adds a record; may change and return {@code soFar}, which is null for the first record. */
  A add(A soFar, T record) throws Exception;

  /** Merges two partial results; may change and return {@code a}, and must not change {@code b}. */
  A merge(A a, A b) throws Exception;

  V result(A accumulator) throws Exception;

  /** A reduction: partial results are records. */
  record Reducing<T>(ReduceFunction<T> function) implements Accumulation<T, T, T> {
    @Override
    public T add(T soFar, T record) throws Exception {
      return soFar == null ? record : function.reduce(soFar, record);
    }

    @Override
    public T merge(T a, T b) throws Exception {
      return function.reduce(a, b);
    }

    @Override
    public T result(T accumulator) {
      return accumulator;
    }
  }

  /** An aggregate with accumulators of its own type. */
  record Aggregating<T, A, V>(AggregateFunction<T, A, V> function)
      implements Accumulation<T, A, V> {
    @Override
    public A add(A soFar, T record) {
      return function.add(record, soFar == null ? function.createAccumulator() : soFar);
    }

    @Override
    public A merge(A a, A b) {
      return function.merge(a, b);
    }

    @Override
    public V result(A accumulator) {
      return function.getResult(accumulator);
    }
  }
}
