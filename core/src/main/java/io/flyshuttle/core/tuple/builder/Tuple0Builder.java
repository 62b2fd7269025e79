// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.tuple.builder;

import io.flyshuttle.core.tuple.Tuple0;
import java.util.ArrayList;
import java.util.List;

/** Collects Tuple0 objects into an array. */
public class Tuple0Builder {
  private final List<Tuple0> tuples = new ArrayList<>();

  /** Appends a tuple of the given fields. */
  public Tuple0Builder add() {
    tuples.add(new Tuple0());
    return this;
  }

  /** The tuples added so far, in order. */
  public Tuple0[] build() {
    return tuples.toArray(new Tuple0[0]);
  }
}
