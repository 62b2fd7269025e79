// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.tuple.builder;

import io.flyshuttle.core.tuple.Tuple4;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects Tuple4 objects into an array.
 *
 * @param <T0> type of field 0
 * @param <T1> type of field 1
 * @param <T2> type of field 2
 * @param <T3> type of field 3
 */
public class Tuple4Builder<T0, T1, T2, T3> {
  private final List<Tuple4<T0, T1, T2, T3>> tuples = new ArrayList<>();

  /** Appends a tuple of the given fields. */
  public Tuple4Builder<T0, T1, T2, T3> add(T0 f0, T1 f1, T2 f2, T3 f3) {
    tuples.add(new Tuple4<>(f0, f1, f2, f3));
    return this;
  }

  /** The tuples added so far, in order. */
  @SuppressWarnings("unchecked")
  public Tuple4<T0, T1, T2, T3>[] build() {
    return tuples.toArray(new Tuple4[0]);
  }
}
