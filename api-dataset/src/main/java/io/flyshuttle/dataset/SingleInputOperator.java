// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import io.flyshuttle.core.type.TypeInformation;

/**
 * An operation on one data set.
 *
 * @param <IN> type of the records it takes
 * @param <OUT> type of the records it makes
 * @param <O> the operator's own class
 */
public abstract class SingleInputOperator<IN, OUT, O extends SingleInputOperator<IN, OUT, O>>
    extends Operator<OUT, O> {
  private final DataSet<IN> input;

  protected SingleInputOperator(DataSet<IN> input, TypeInformation<OUT> resultType) {
    super(input.getExecutionEnvironment(), resultType);
    this.input = input;
  }

  /** What it is applied to. */
  public DataSet<IN> getInput() {
    return input;
  }

  /** Type of the records it takes. */
  public TypeInformation<IN> getInputType() {
    return input.getType();
  }
}
