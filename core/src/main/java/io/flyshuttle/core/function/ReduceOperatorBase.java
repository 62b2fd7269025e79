// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function;

/** Holds the hint by which a program says how to combine before a reduce. */
public final class ReduceOperatorBase {
  private ReduceOperatorBase() {}

  /** How partial results are made before records are sent. */
  public enum CombineHint {
    /** The optimizer decides. */
    OPTIMIZER_CHOOSES,
    /** By sorting. */
    SORT,
    /** In a hash table: best where few keys have many records. */
    HASH,
    /** Not at all: best where nearly every record has a key of its own. */
    NONE
  }
}
