// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.map;

import io.flyshuttle.core.function.FlatMapFunction;
import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.operators.function.OutputCollector;
import io.flyshuttle.operators.function.UserFunction;

/** Calls a {@link FlatMapFunction} for each record; what it emits has the record's timestamp. */
public final class FlatMapper implements Operator {
  private final UserFunction<FlatMapFunction<Object, Object>> userFunction;
  private FlatMapFunction<Object, Object> function;
  private OutputCollector<Object> collector;

  private FlatMapper(UserFunction<FlatMapFunction<Object, Object>> userFunction) {
    this.userFunction = userFunction;
  }

  /** A factory for the plan. */
  @SuppressWarnings("unchecked")
  public static <T, R> OperatorFactory factory(UserFunction<FlatMapFunction<T, R>> function) {
    UserFunction<?> erased = function;
    return () -> new FlatMapper((UserFunction<FlatMapFunction<Object, Object>>) erased);
  }

  @Override
  public void open(OperatorContext context) throws Exception {
    collector = new OutputCollector<>(context.output());
    function = userFunction.open(context);
  }

  @Override
  public void process(int input, Object record, long timestamp) throws Exception {
    collector.setTimestamp(timestamp);
    function.flatMap(record, collector);
  }

  @Override
  public void close() throws Exception {
    userFunction.close();
  }
}
