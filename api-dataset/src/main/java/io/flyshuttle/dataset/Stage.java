// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import io.flyshuttle.core.plan.PlanNode;
import io.flyshuttle.core.plan.Ship;
import java.util.List;

/**
 * What a data set has become in the plan: where its records come from, and what is known of them.
 *
 * @param branches the operators that emit them; several for a union
 * @param parallelism of those operators; of the receiver where a branch says how to ship
 * @param partitioning how the records are spread over subtasks; {@link Partitioning#NONE} if not
 *     known
 * @param inherited the input's partitioning, which holds if the function keeps the fields
 * @param size estimate of their size
 */
record Stage(
    List<Branch> branches,
    int parallelism,
    Partitioning partitioning,
    Partitioning inherited,
    Estimate.Lazy size) {

  /**
   * One operator that emits records of the data set.
   *
   * @param node the operator
   * @param ship how the records are to be sent on unless the receiver needs another way; null if
   *     nothing was asked for
   */
  record Branch(PlanNode node, Ship ship) {}

  /** The output of one operator. */
  static Stage of(PlanNode node, int parallelism, Partitioning inherited, Estimate.Lazy size) {
    return new Stage(
        List.of(new Branch(node, null)), parallelism, Partitioning.NONE, inherited, size);
  }

  /** The same, with records spread as said. */
  Stage partitioned(Partitioning newPartitioning) {
    return new Stage(branches, parallelism, newPartitioning, inherited, size);
  }

  /** The same, where all fields pass unchanged from the input. */
  Stage keepingAll() {
    return partitioned(inherited);
  }

  /** The same, where some fields pass unchanged from the input. */
  Stage keeping(ForwardedFields fields) {
    return partitioned(inherited.through(fields));
  }

  /** The same, with another estimate. */
  Stage sized(Estimate.Lazy newSize) {
    return new Stage(branches, parallelism, partitioning, inherited, newSize);
  }

  /** Whether some branch still has to be sent in a way of its own. */
  boolean hasShip() {
    return branches.stream().anyMatch(branch -> branch.ship() != null);
  }
}
