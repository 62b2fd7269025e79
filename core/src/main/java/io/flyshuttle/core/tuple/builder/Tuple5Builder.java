// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.tuple.builder;

import io.flyshuttle.core.tuple.Tuple5;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects Tuple5 objects into an array.
 *
 * @param <T0> type of field 0
 * @param <T1> type of field 1
 * @param <T2> type of field 2
 * @param <T3> type of field 3
 * @param <T4> type of field 4
 */
public class Tuple5Builder<T0, T1, T2, T3, T4> {
  private final List<Tuple5<T0, T1, T2, T3, T4>> tuples = new ArrayList<>();

  /** Appends a tuple of the given fields. */
  public Tuple5Builder<T0, T1, T2, T3, T4> add(T0 f0, T1 f1, T2 f2, T3 f3, T4 f4) {
    tuples.add(new Tuple5<>(f0, f1, f2, f3, f4));
    return this;
  }

  /** The tuples added so far, in order. */
  @SuppressWarnings("unchecked")
  public Tuple5<T0, T1, T2, T3, T4>[] build() {
    return tuples.toArray(new Tuple5[0]);
  }
}
