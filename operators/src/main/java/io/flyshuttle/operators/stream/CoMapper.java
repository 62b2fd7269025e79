// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.stream;

import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.operator.Output;
import io.flyshuttle.core.stream.process.CoMapFunction;
import io.flyshuttle.operators.function.UserFunction;

/** Calls a {@link CoMapFunction} for each record of two inputs; keeps timestamps. */
public final class CoMapper implements Operator {
  private final UserFunction<CoMapFunction<Object, Object, Object>> userFunction;
  private CoMapFunction<Object, Object, Object> function;
  private Output<Object> output;

  private CoMapper(UserFunction<CoMapFunction<Object, Object, Object>> userFunction) {
    this.userFunction = userFunction;
  }

  /** A factory for the plan. */
  @SuppressWarnings("unchecked")
  public static <A, B, R> OperatorFactory factory(UserFunction<CoMapFunction<A, B, R>> function) {
    UserFunction<?> erased = function;
    return () -> new CoMapper((UserFunction<CoMapFunction<Object, Object, Object>>) erased);
  }

  @Override
  public void open(OperatorContext context) throws Exception {
    output = context.output();
    function = userFunction.open(context);
  }

  @Override
  public void process(int input, Object record, long timestamp) throws Exception {
    output.emit(input == 0 ? function.map1(record) : function.map2(record), timestamp);
  }

  @Override
  public void close() throws Exception {
    userFunction.close();
  }
}
