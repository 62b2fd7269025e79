// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import io.flyshuttle.core.function.Partitioner;
import io.flyshuttle.dataset.key.Keys;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How records are spread over the subtasks of an operator: records with equal values of some flat
 * fields, or of one key selector, are in one subtask.
 *
 * @param positions flat positions of the fields, in the order in which they were hashed; null for a
 *     selector or if nothing is known
 * @param selector the key selector's keys; null for fields or if nothing is known
 * @param partitioner the user's partitioner that spread them; null for the engine's hash
 * @param uses of the operators that would leave their records elsewhere if nobody went by this; not
 *     part of what makes two equal
 */
record Partitioning(
    int[] positions, Keys<?> selector, Partitioner<?> partitioner, List<PlacementUse> uses) {

  /** Nothing is known. */
  static final Partitioning NONE = new Partitioning(null, null, null, List.of());

  /** Spread by the hash of a key, or by the user's partitioner if there is one. */
  static Partitioning by(Keys<?> keys, Partitioner<?> partitioner) {
    return keys instanceof Keys.ExpressionKeys<?>
        ? new Partitioning(keys.positions(), null, partitioner, List.of())
        : new Partitioning(null, keys, partitioner, List.of());
  }

  /** Records with equal values of some fields are in one split, and so with whoever reads that. */
  static Partitioning bySplits(int[] positions) {
    // one of its own, so that no other data is taken for spread in the same way
    return new Partitioning(positions, null, new BySplits(), List.of());
  }

  /** Equal to nothing but itself. */
  private static final class BySplits implements Partitioner<Object> {
    private static final long serialVersionUID = 1L;

    @Override
    public int partition(Object key, int numPartitions) {
      throw new UnsupportedOperationException("the splits of a source are where they are");
    }
  }

  /** The same, by an operator that wants to know whether anybody goes by it. */
  Partitioning watched(PlacementUse use) {
    return new Partitioning(positions, selector, partitioner, List.of(use));
  }

  /** What two equal ones are together. */
  Partitioning and(Partitioning same) {
    List<PlacementUse> all = new ArrayList<>(uses);
    all.addAll(same.uses);
    return new Partitioning(positions, selector, partitioner, all);
  }

  /** Says that somebody goes by it. */
  void use() {
    uses.forEach(PlacementUse::use);
  }

  /** Whether records with equal keys are in one subtask. */
  boolean groups(Keys<?> keys) {
    if (positions != null && keys instanceof Keys.ExpressionKeys<?>) {
      int[] wanted = keys.positions();
      return Arrays.stream(positions).allMatch(p -> Arrays.stream(wanted).anyMatch(w -> w == p));
    }
    return selector != null && selector.sameAs(keys);
  }

  /** Whether records are where sending them by the keys, in the same way, would put them. */
  boolean isExactly(Keys<?> keys, Partitioner<?> byPartitioner) {
    if (partitioner != byPartitioner) {
      return false;
    }
    return positions != null && keys instanceof Keys.ExpressionKeys<?>
        ? Arrays.equals(positions, keys.positions())
        : selector != null && selector.sameAs(keys);
  }

  /** What is left of it after a function that keeps some fields. */
  Partitioning through(ForwardedFields fields) {
    if (positions == null) {
      return NONE;
    }
    int[] moved = new int[positions.length];
    for (int i = 0; i < moved.length; i++) {
      moved[i] = fields.targetOf(positions[i]);
      if (moved[i] < 0) {
        return NONE;
      }
    }
    return new Partitioning(moved, null, partitioner, uses);
  }

  @Override
  public boolean equals(Object obj) {
    return obj instanceof Partitioning other
        && Arrays.equals(positions, other.positions)
        && selector == other.selector
        && partitioner == other.partitioner;
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(positions);
  }
}
