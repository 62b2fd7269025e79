// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import io.flyshuttle.core.function.GroupCombineFunction;
import io.flyshuttle.core.function.GroupReduceFunction;
import io.flyshuttle.core.type.TypeInformation;

/**
 * Calls a function once per group, or once for the whole data set.
 *
 * @param <IN> type of the records it takes
 * @param <OUT> type of the records it makes
 */
public class GroupReduceOperator<IN, OUT>
    extends SingleInputUdfOperator<IN, OUT, GroupReduceOperator<IN, OUT>> {
  private final GroupReduceFunction<IN, OUT> function;
  private final Grouping<IN> grouper;
  private final String defaultName;
  private boolean combinable;

  /** Of the whole data set. */
  public GroupReduceOperator(
      DataSet<IN> input,
      TypeInformation<OUT> resultType,
      GroupReduceFunction<IN, OUT> function,
      String defaultName) {
    super(input, resultType);
    this.function = function;
    this.grouper = null;
    this.defaultName = defaultName;
    this.combinable = combines(function);
  }

  /** Of each group. */
  public GroupReduceOperator(
      Grouping<IN> input,
      TypeInformation<OUT> resultType,
      GroupReduceFunction<IN, OUT> function,
      String defaultName) {
    super(input.getInputDataSet(), resultType);
    this.function = function;
    this.grouper = input;
    this.defaultName = defaultName;
    this.combinable = combines(function);
  }

  private static boolean combines(GroupReduceFunction<?, ?> function) {
    return function instanceof GroupCombineFunction
        || function instanceof io.flyshuttle.core.function.CombineFunction;
  }

  @Override
  protected GroupReduceFunction<IN, OUT> getFunction() {
    return function;
  }

  /** Whether the function is also called as a combiner; it must implement one. */
  public boolean isCombinable() {
    return combinable;
  }

  /** Switches combining on or off. Refused if the function does not implement a combiner. */
  public GroupReduceOperator<IN, OUT> setCombinable(boolean newCombinable) {
    if (newCombinable && !combines(function)) {
      throw new IllegalArgumentException(
          function.getClass().getName()
              + " implements neither GroupCombineFunction nor CombineFunction");
    }
    this.combinable = newCombinable;
    return this;
  }

  @Override
  Stage translate(Planner planner) {
    return GroupPlans.groupReduce(planner, this, defaultName, grouper, function, combinable);
  }
}
