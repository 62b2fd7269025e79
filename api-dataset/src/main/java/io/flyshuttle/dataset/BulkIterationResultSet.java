// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import io.flyshuttle.core.job.InvalidProgramException;
import java.util.Objects;

/** The result of the last round of a loop. */
final class BulkIterationResultSet<T> extends DataSet<T> {
  private final IterativeDataSet<T> head;
  private final DataSet<T> nextPartialSolution;
  private final DataSet<?> terminationCriterion;

  BulkIterationResultSet(
      IterativeDataSet<T> head, DataSet<T> nextPartialSolution, DataSet<?> terminationCriterion) {
    super(head.getExecutionEnvironment(), head.getType());
    this.head = head;
    this.nextPartialSolution = Objects.requireNonNull(nextPartialSolution, "the result is null");
    this.terminationCriterion = terminationCriterion;
    if (!head.getType().equals(nextPartialSolution.getType())) {
      throw new InvalidProgramException(
          "a loop hands the same type from round to round, not "
              + head.getType()
              + " and "
              + nextPartialSolution.getType());
    }
  }

  IterativeDataSet<T> head() {
    return head;
  }

  DataSet<T> nextPartialSolution() {
    return nextPartialSolution;
  }

  /** Null if there is none. */
  DataSet<?> terminationCriterion() {
    return terminationCriterion;
  }

  @Override
  Stage translate(Planner planner) {
    return LoopPlans.bulk(planner, this);
  }
}
