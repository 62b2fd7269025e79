// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.map;

import io.flyshuttle.core.function.MapFunction;
import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.operator.Output;
import io.flyshuttle.operators.function.UserFunction;

/** Calls a {@link MapFunction} for each record; keeps timestamps. */
public final class Mapper implements Operator {
  private final UserFunction<MapFunction<Object, Object>> userFunction;
  private MapFunction<Object, Object> function;
  private Output<Object> output;

  private Mapper(UserFunction<MapFunction<Object, Object>> userFunction) {
    this.userFunction = userFunction;
  }

  /** A factory for the plan. */
  @SuppressWarnings("unchecked")
  public static <T, R> OperatorFactory factory(UserFunction<MapFunction<T, R>> function) {
    UserFunction<?> erased = function;
    return () -> new Mapper((UserFunction<MapFunction<Object, Object>>) erased);
  }

  @Override
  public void open(OperatorContext context) throws Exception {
    output = context.output();
    function = userFunction.open(context);
  }

  @Override
  public void process(int input, Object record, long timestamp) throws Exception {
    output.emit(function.map(record), timestamp);
  }

  @Override
  public void close() throws Exception {
    userFunction.close();
  }
}
