// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.map;

import io.flyshuttle.core.function.FilterFunction;
import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.operator.Output;
import io.flyshuttle.operators.function.UserFunction;

/** Hands on the records for which a {@link FilterFunction} says yes; keeps timestamps. */
public final class Filterer implements Operator {
  private final UserFunction<FilterFunction<Object>> userFunction;
  private FilterFunction<Object> function;
  private Output<Object> output;

  private Filterer(UserFunction<FilterFunction<Object>> userFunction) {
    this.userFunction = userFunction;
  }

  /** A factory for the plan. */
  @SuppressWarnings("unchecked")
  public static <T> OperatorFactory factory(UserFunction<FilterFunction<T>> function) {
    UserFunction<?> erased = function;
    return () -> new Filterer((UserFunction<FilterFunction<Object>>) erased);
  }

  @Override
  public void open(OperatorContext context) throws Exception {
    output = context.output();
    function = userFunction.open(context);
  }

  @Override
  public void process(int input, Object record, long timestamp) throws Exception {
    if (function.filter(record)) {
      output.emit(record, timestamp);
    }
  }

  @Override
  public void close() throws Exception {
    userFunction.close();
  }
}
