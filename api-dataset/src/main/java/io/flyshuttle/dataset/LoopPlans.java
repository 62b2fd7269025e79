// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import io.flyshuttle.core.job.InvalidProgramException;

/** Plans of loops. */
final class LoopPlans {
  private LoopPlans() {}

  static Stage placeholder(Planner planner, IterativeDataSet<?> set) {
    throw notYet();
  }

  static Stage bulk(Planner planner, BulkIterationResultSet<?> set) {
    throw notYet();
  }

  static Stage solutionSet(Planner planner, DeltaIteration.SolutionSetPlaceHolder<?> set) {
    throw notYet();
  }

  static Stage workset(Planner planner, DeltaIteration.WorksetPlaceHolder<?> set) {
    throw notYet();
  }

  static Stage delta(Planner planner, DeltaIterationResultSet<?, ?> set) {
    throw notYet();
  }

  private static InvalidProgramException notYet() {
    return new InvalidProgramException("loops are not supported in this version");
  }
}
