// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import io.flyshuttle.core.function.ReduceOperatorBase.CombineHint;
import io.flyshuttle.dataset.key.Keys;
import io.flyshuttle.operators.aggregate.AnyRecord;
import io.flyshuttle.operators.function.UserFunction;
import java.util.Objects;

/**
 * One record of each key.
 *
 * @param <T> type of the records
 */
public class DistinctOperator<T> extends SingleInputOperator<T, T, DistinctOperator<T>> {
  private final Keys<T> keys;
  private final String distinctLocationName;
  private CombineHint hint = CombineHint.OPTIMIZER_CHOOSES;

  public DistinctOperator(DataSet<T> input, Keys<T> keys, String distinctLocationName) {
    super(input, input.getType());
    this.distinctLocationName = distinctLocationName;
    this.keys = keys == null ? new Keys.ExpressionKeys<>(input.getType()) : keys;
  }

  /** Says how to drop repetitions where the records are, before they are sent. */
  public DistinctOperator<T> setCombineHint(CombineHint strategy) {
    this.hint = Objects.requireNonNull(strategy);
    return this;
  }

  @Override
  Stage translate(Planner planner) {
    return GroupPlans.reduce(
        planner,
        this,
        "Distinct",
        distinctLocationName,
        new UnsortedGrouping<>(getInput(), keys),
        UserFunction.of(new AnyRecord<T>()),
        hint);
  }
}
