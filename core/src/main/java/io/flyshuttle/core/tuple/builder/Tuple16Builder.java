// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.tuple.builder;

import io.flyshuttle.core.tuple.Tuple16;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects Tuple16 objects into an array.
 *
 * @param <T0> type of field 0
 * @param <T1> type of field 1
 * @param <T2> type of field 2
 * @param <T3> type of field 3
 * @param <T4> type of field 4
 * @param <T5> type of field 5
 * @param <T6> type of field 6
 * @param <T7> type of field 7
 * @param <T8> type of field 8
 * @param <T9> type of field 9
 * @param <T10> type of field 10
 * @param <T11> type of field 11
 * @param <T12> type of field 12
 * @param <T13> type of field 13
 * @param <T14> type of field 14
 * @param <T15> type of field 15
 */
public class Tuple16Builder<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15> {
  private final List<Tuple16<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15>>
      tuples = new ArrayList<>();

  /** Appends a tuple of the given fields. */
  public Tuple16Builder<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15> add(
      T0 f0,
      T1 f1,
      T2 f2,
      T3 f3,
      T4 f4,
      T5 f5,
      T6 f6,
      T7 f7,
      T8 f8,
      T9 f9,
      T10 f10,
      T11 f11,
      T12 f12,
      T13 f13,
      T14 f14,
      T15 f15) {
    tuples.add(new Tuple16<>(f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15));
    return this;
  }

  /** The tuples added so far, in order. */
  @SuppressWarnings("unchecked")
  public Tuple16<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15>[] build() {
    return tuples.toArray(new Tuple16[0]);
  }
}
