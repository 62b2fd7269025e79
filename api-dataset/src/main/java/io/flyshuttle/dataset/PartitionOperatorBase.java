// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

/** Holds the ways of partitioning. */
public final class PartitionOperatorBase {
  private PartitionOperatorBase() {}

  /** How records are spread over subtasks. */
  public enum PartitionMethod {
    /** In turn. */
    REBALANCE,
    /** By the hash of a key. */
    HASH,
    /** By ranges of a key, in order. */
    RANGE,
    /** By the user's partitioner. */
    CUSTOM
  }
}
