// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.map;

import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.operator.Output;
import io.flyshuttle.core.tuple.Tuple;

/** Makes a tuple of some fields of each tuple; keeps timestamps. */
public final class Projector implements Operator {
  private final int[] fields;
  private Output<Object> output;

  private Projector(int[] fields) {
    this.fields = fields;
  }

  /** A factory for the plan. */
  public static OperatorFactory factory(int[] fields) {
    int[] chosen = fields.clone();
    return () -> new Projector(chosen);
  }

  @Override
  public void open(OperatorContext context) {
    output = context.output();
  }

  @Override
  public void process(int input, Object record, long timestamp) {
    Tuple from = (Tuple) record;
    Tuple to = Tuple.newInstance(fields.length);
    for (int i = 0; i < fields.length; i++) {
      to.setField(from.getField(fields[i]), i);
    }
    output.emit(to, timestamp);
  }
}
