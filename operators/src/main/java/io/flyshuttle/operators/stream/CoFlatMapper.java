// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.stream;

import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.stream.process.CoFlatMapFunction;
import io.flyshuttle.operators.function.OutputCollector;
import io.flyshuttle.operators.function.UserFunction;

/**
 * Calls a {@link CoFlatMapFunction} for each record of two inputs; what it emits has the record's
 * timestamp.
 */
public final class CoFlatMapper implements Operator {
  private final UserFunction<CoFlatMapFunction<Object, Object, Object>> userFunction;
  private CoFlatMapFunction<Object, Object, Object> function;
  private OutputCollector<Object> collector;

  private CoFlatMapper(UserFunction<CoFlatMapFunction<Object, Object, Object>> userFunction) {
    this.userFunction = userFunction;
  }

  /** A factory for the plan. */
  @SuppressWarnings("unchecked")
  public static <A, B, R> OperatorFactory factory(
      UserFunction<CoFlatMapFunction<A, B, R>> function) {
    UserFunction<?> erased = function;
    return () -> new CoFlatMapper((UserFunction<CoFlatMapFunction<Object, Object, Object>>) erased);
  }

  @Override
  public void open(OperatorContext context) throws Exception {
    collector = new OutputCollector<>(context.output());
    function = userFunction.open(context);
  }

  @Override
  public void process(int input, Object record, long timestamp) throws Exception {
    collector.setTimestamp(timestamp);
    if (input == 0) {
      function.flatMap1(record, collector);
    } else {
      function.flatMap2(record, collector);
    }
  }

  @Override
  public void close() throws Exception {
    userFunction.close();
  }
}
