// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.job.InvalidProgramException;

/**
 * All records of two data sets, in no order. Costs nothing at run time: the next operator reads
 * both.
 *
 * @param <T> type of the records
 */
public class UnionOperator<T> extends TwoInputOperator<T, T, T, UnionOperator<T>> {
  private final String unionLocationName;

  public UnionOperator(DataSet<T> input1, DataSet<T> input2, String unionLocationName) {
    super(input1, input2, input1.getType());
    this.unionLocationName = unionLocationName;
    if (!input1.getType().equals(input2.getType())) {
      throw new InvalidProgramException(
          "union takes two data sets of one type, not "
              + input1.getType()
              + " and "
              + input2.getType()
              + " ("
              + unionLocationName
              + ")");
    }
  }

  /** Refused unless it is the default: a union runs nowhere, so it has no parallelism. */
  @Override
  public UnionOperator<T> setParallelism(int parallelism) {
    if (parallelism != ExecutionConfig.PARALLELISM_DEFAULT) {
      throw new UnsupportedOperationException("a union has no parallelism of its own");
    }
    return this;
  }

  @Override
  Stage translate(Planner planner) {
    return planner.union(getInput1(), getInput2());
  }
}
