// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import io.flyshuttle.core.type.TypeInformation;

/**
 * An operation on two data sets.
 *
 * @param <IN1> type of the records of the first
 * @param <IN2> type of the records of the second
 * @param <OUT> type of the records it makes
 * @param <O> the operator's own class
 */
public abstract class TwoInputOperator<IN1, IN2, OUT, O extends TwoInputOperator<IN1, IN2, OUT, O>>
    extends Operator<OUT, O> {
  private final DataSet<IN1> input1;
  private final DataSet<IN2> input2;

  protected TwoInputOperator(
      DataSet<IN1> input1, DataSet<IN2> input2, TypeInformation<OUT> resultType) {
    super(input1.getExecutionEnvironment(), resultType);
    checkSameExecutionContext(input1, input2);
    this.input1 = input1;
    this.input2 = input2;
  }

  /** The first data set. */
  public DataSet<IN1> getInput1() {
    return input1;
  }

  /** The second data set. */
  public DataSet<IN2> getInput2() {
    return input2;
  }

  /** Type of the records of the first. */
  public TypeInformation<IN1> getInput1Type() {
    return input1.getType();
  }

  /** Type of the records of the second. */
  public TypeInformation<IN2> getInput2Type() {
    return input2.getType();
  }
}
