// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.aggregate;

import io.flyshuttle.core.function.ReduceFunction;
import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.operator.Output;
import io.flyshuttle.operators.function.UserFunction;

/** Reduces all records of the subtask to one; emits nothing if there were none. */
public final class WholeReducer implements Operator {
  private final UserFunction<ReduceFunction<Object>> userFunction;
  private Reduction reduction;
  private Output<Object> output;
  private Object current;

  private WholeReducer(UserFunction<ReduceFunction<Object>> userFunction) {
    this.userFunction = userFunction;
  }

  /** A factory for the plan. */
  @SuppressWarnings("unchecked")
  public static <T> OperatorFactory factory(UserFunction<ReduceFunction<T>> function) {
    UserFunction<?> erased = function;
    return () -> new WholeReducer((UserFunction<ReduceFunction<Object>>) erased);
  }

  @Override
  public void open(OperatorContext context) throws Exception {
    output = context.output();
    reduction = new Reduction(userFunction.open(context), context.inputSerializer(0));
  }

  @Override
  public void process(int input, Object record, long timestamp) throws Exception {
    current = current == null ? reduction.copy(record) : reduction.reduce(current, record);
  }

  @Override
  public void finish() {
    if (current != null) {
      output.emit(current, NO_TIMESTAMP);
      current = null;
    }
  }

  @Override
  public void close() throws Exception {
    userFunction.close();
  }
}
