// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.sink;

import io.flyshuttle.core.accumulator.LongCounter;
import io.flyshuttle.core.accumulator.SerializedListAccumulator;
import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.type.TypeSerializer;

/** Brings records, or their number, to the client by an accumulator. */
public final class Accumulating implements Operator {
  private final String accumulatorName;
  private final boolean countOnly;
  private final SerializedListAccumulator<Object> records = new SerializedListAccumulator<>();
  private final LongCounter counter = new LongCounter();
  private TypeSerializer<Object> serializer;
  private long count;

  private Accumulating(String accumulatorName, boolean countOnly) {
    this.accumulatorName = accumulatorName;
    this.countOnly = countOnly;
  }

  /** Brings the records, serialized. */
  public static OperatorFactory records(String accumulatorName) {
    return () -> new Accumulating(accumulatorName, false);
  }

  /** Brings the number of records. */
  public static OperatorFactory count(String accumulatorName) {
    return () -> new Accumulating(accumulatorName, true);
  }

  @Override
  public void open(OperatorContext context) {
    serializer = context.inputSerializer(0);
    if (countOnly) {
      context.runtimeContext().addAccumulator(accumulatorName, counter);
    } else {
      context.runtimeContext().addAccumulator(accumulatorName, records);
    }
  }

  @Override
  public void process(int input, Object record, long timestamp) throws Exception {
    if (countOnly) {
      count++;
    } else {
      records.add(record, serializer);
    }
  }

  @Override
  public void finish() {
    if (countOnly) {
      counter.add(count);
    }
  }
}
