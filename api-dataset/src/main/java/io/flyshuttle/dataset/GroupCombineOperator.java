// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import io.flyshuttle.core.function.GroupCombineFunction;
import io.flyshuttle.core.type.TypeInformation;

/**
 * Calls a function on parts of groups, where the records are, without sending them.
 *
 * @param <IN> type of the records it takes
 * @param <OUT> type of the records it makes
 */
public class GroupCombineOperator<IN, OUT>
    extends SingleInputUdfOperator<IN, OUT, GroupCombineOperator<IN, OUT>> {
  private final GroupCombineFunction<IN, OUT> function;
  private final Grouping<IN> grouper;
  private final String defaultName;

  /** Of the whole part that a subtask has. */
  public GroupCombineOperator(
      DataSet<IN> input,
      TypeInformation<OUT> resultType,
      GroupCombineFunction<IN, OUT> function,
      String defaultName) {
    super(input, resultType);
    this.function = function;
    this.grouper = null;
    this.defaultName = defaultName;
  }

  /** Of each group of the part that a subtask has. */
  public GroupCombineOperator(
      Grouping<IN> input,
      TypeInformation<OUT> resultType,
      GroupCombineFunction<IN, OUT> function,
      String defaultName) {
    super(input.getInputDataSet(), resultType);
    this.function = function;
    this.grouper = input;
    this.defaultName = defaultName;
  }

  @Override
  protected GroupCombineFunction<IN, OUT> getFunction() {
    return function;
  }

  @Override
  Stage translate(Planner planner) {
    return GroupPlans.groupCombine(planner, this, defaultName, grouper, function);
  }
}
