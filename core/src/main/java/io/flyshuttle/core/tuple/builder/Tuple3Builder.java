// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.tuple.builder;

import io.flyshuttle.core.tuple.Tuple3;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects Tuple3 objects into an array.
 *
 * @param <T0> type of field 0
 * @param <T1> type of field 1
 * @param <T2> type of field 2
 */
public class Tuple3Builder<T0, T1, T2> {
  private final List<Tuple3<T0, T1, T2>> tuples = new ArrayList<>();

  /** Appends a tuple of the given fields. */
  public Tuple3Builder<T0, T1, T2> add(T0 f0, T1 f1, T2 f2) {
    tuples.add(new Tuple3<>(f0, f1, f2));
    return this;
  }

  /** The tuples added so far, in order. */
  @SuppressWarnings("unchecked")
  public Tuple3<T0, T1, T2>[] build() {
    return tuples.toArray(new Tuple3[0]);
  }
}
