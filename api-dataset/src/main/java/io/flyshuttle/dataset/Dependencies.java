// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import java.util.ArrayList;
import java.util.List;

/** What a data set is computed from. */
final class Dependencies {
  private Dependencies() {}

  /** The data sets that a data set reads directly, those of a loop's body included. */
  static List<DataSet<?>> of(DataSet<?> set) {
    List<DataSet<?>> inputs = new ArrayList<>();
    if (set instanceof SingleInputOperator<?, ?, ?> operator) {
      inputs.add(operator.getInput());
    } else if (set instanceof TwoInputOperator<?, ?, ?, ?> operator) {
      inputs.add(operator.getInput1());
      inputs.add(operator.getInput2());
    } else if (set instanceof NoOpOperator<?> placeholder) {
      inputs.add(placeholder.getInput());
    } else if (set instanceof BulkIterationResultSet<?> loop) {
      inputs.add(loop.head().getInput());
      inputs.add(loop.nextPartialSolution());
      if (loop.terminationCriterion() != null) {
        inputs.add(loop.terminationCriterion());
      }
    } else if (set instanceof DeltaIterationResultSet<?, ?> loop) {
      inputs.add(loop.getIterationHead().getInitialSolutionSet());
      inputs.add(loop.getIterationHead().getInitialWorkset());
      inputs.add(loop.getNextSolutionSet());
      inputs.add(loop.getNextWorkset());
    } else if (set instanceof DeltaIteration.SolutionSetPlaceHolder<?> placeholder) {
      inputs.add(placeholder.loop().getInitialSolutionSet());
    } else if (set instanceof DeltaIteration.WorksetPlaceHolder<?> placeholder) {
      inputs.add(placeholder.loop().getInitialWorkset());
    }
    if (set instanceof UdfOperator<?> operator) {
      inputs.addAll(operator.getBroadcastSets().values());
    }
    return inputs;
  }
}
