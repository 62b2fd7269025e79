// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.tuple.builder;

import io.flyshuttle.core.tuple.Tuple2;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects Tuple2 objects into an array.
 *
 * @param <T0> type of field 0
 * @param <T1> type of field 1
 */
public class Tuple2Builder<T0, T1> {
  private final List<Tuple2<T0, T1>> tuples = new ArrayList<>();

  /** Appends a tuple of the given fields. */
  public Tuple2Builder<T0, T1> add(T0 f0, T1 f1) {
    tuples.add(new Tuple2<>(f0, f1));
    return this;
  }

  /** The tuples added so far, in order. */
  @SuppressWarnings("unchecked")
  public Tuple2<T0, T1>[] build() {
    return tuples.toArray(new Tuple2[0]);
  }
}
