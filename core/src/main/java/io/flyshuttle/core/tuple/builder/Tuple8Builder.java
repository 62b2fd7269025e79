// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.tuple.builder;

import io.flyshuttle.core.tuple.Tuple8;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects Tuple8 objects into an array.
 *
 * @param <T0> type of field 0
 * @param <T1> type of field 1
 * @param <T2> type of field 2
 * @param <T3> type of field 3
 * @param <T4> type of field 4
 * @param <T5> type of field 5
 * @param <T6> type of field 6
 * @param <T7> type of field 7
 */
public class Tuple8Builder<T0, T1, T2, T3, T4, T5, T6, T7> {
  private final List<Tuple8<T0, T1, T2, T3, T4, T5, T6, T7>> tuples = new ArrayList<>();

  /** Appends a tuple of the given fields. */
  public Tuple8Builder<T0, T1, T2, T3, T4, T5, T6, T7> add(
      T0 f0, T1 f1, T2 f2, T3 f3, T4 f4, T5 f5, T6 f6, T7 f7) {
    tuples.add(new Tuple8<>(f0, f1, f2, f3, f4, f5, f6, f7));
    return this;
  }

  /** The tuples added so far, in order. */
  @SuppressWarnings("unchecked")
  public Tuple8<T0, T1, T2, T3, T4, T5, T6, T7>[] build() {
    return tuples.toArray(new Tuple8[0]);
  }
}
