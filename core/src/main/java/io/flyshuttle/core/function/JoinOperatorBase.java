// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function;

/** Holds the hint by which a program says how to join. */
public final class JoinOperatorBase {
  private JoinOperatorBase() {}

  /** How to bring the two sides together, and how to find the pairs. */
  public enum JoinHint {
    /** The optimizer decides by what it knows of sizes. */
    OPTIMIZER_CHOOSES,
    /** The first side is sent to all subtasks and kept in a hash table. */
    BROADCAST_HASH_FIRST,
    /** The second side is sent to all subtasks and kept in a hash table. */
    BROADCAST_HASH_SECOND,
    /** Both sides are partitioned by key; the first is kept in a hash table. */
    REPARTITION_HASH_FIRST,
    /** Both sides are partitioned by key; the second is kept in a hash table. */
    REPARTITION_HASH_SECOND,
    /** Both sides are partitioned and sorted by key, then merged. */
    REPARTITION_SORT_MERGE
  }
}
