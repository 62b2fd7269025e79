// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import io.flyshuttle.core.function.ReduceFunction;
import io.flyshuttle.core.function.ReduceOperatorBase.CombineHint;
import java.util.Objects;

/**
 * Makes one record of each group, or of the whole data set, two at a time.
 *
 * @param <IN> type of the records
 */
public class ReduceOperator<IN> extends SingleInputUdfOperator<IN, IN, ReduceOperator<IN>> {
  private final ReduceFunction<IN> function;
  private final Grouping<IN> grouper;
  private final String defaultName;
  private CombineHint hint = CombineHint.OPTIMIZER_CHOOSES;

  /** Of the whole data set. */
  public ReduceOperator(DataSet<IN> input, ReduceFunction<IN> function, String defaultName) {
    super(input, input.getType());
    this.function = function;
    this.grouper = null;
    this.defaultName = defaultName;
  }

  /** Of each group. */
  public ReduceOperator(Grouping<IN> input, ReduceFunction<IN> function, String defaultName) {
    super(input.getInputDataSet(), input.getInputDataSet().getType());
    this.function = function;
    this.grouper = input;
    this.defaultName = defaultName;
  }

  @Override
  protected ReduceFunction<IN> getFunction() {
    return function;
  }

  /** Says how to reduce where the records are, before they are sent. */
  public ReduceOperator<IN> setCombineHint(CombineHint strategy) {
    this.hint = Objects.requireNonNull(strategy);
    return this;
  }

  @Override
  Stage translate(Planner planner) {
    return GroupPlans.reduce(
        planner, this, "Reduce", defaultName, grouper, settings.function(function), hint);
  }
}
