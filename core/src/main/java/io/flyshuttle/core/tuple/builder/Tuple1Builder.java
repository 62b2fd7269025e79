// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.tuple.builder;

import io.flyshuttle.core.tuple.Tuple1;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects Tuple1 objects into an array.
 *
 * @param <T0> type of field 0
 */
public class Tuple1Builder<T0> {
  private final List<Tuple1<T0>> tuples = new ArrayList<>();

  /** Appends a tuple of the given fields. */
  public Tuple1Builder<T0> add(T0 f0) {
    tuples.add(new Tuple1<>(f0));
    return this;
  }

  /** The tuples added so far, in order. */
  @SuppressWarnings("unchecked")
  public Tuple1<T0>[] build() {
    return tuples.toArray(new Tuple1[0]);
  }
}
