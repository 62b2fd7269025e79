// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.exchange;

import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.operator.Output;
import io.flyshuttle.core.tuple.Tuple2;

/** Takes the range number off a record again. */
public final class RangeUnwrapper implements Operator {
  private Output<Object> output;

  private RangeUnwrapper() {}

  /** A factory for the plan. */
  public static OperatorFactory factory() {
    return RangeUnwrapper::new;
  }

  @Override
  public void open(OperatorContext context) {
    output = context.output();
  }

  @Override
  public void process(int input, Object record, long timestamp) {
    output.emit(((Tuple2<?, ?>) record).f1, timestamp);
  }
}
