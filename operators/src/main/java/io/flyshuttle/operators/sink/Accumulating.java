// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.sink;

import io.flyshuttle.core.accumulator.LongCounter;
import io.flyshuttle.core.accumulator.SerializedListAccumulator;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.type.TypeSerializer;

/** Brings records, or their number, to the client by an accumulator. */
public final class Accumulating implements Operator {
  /** A record's own objects beside its bytes. */
  private static final int RECORD_BYTES = 24;

  private static final int HEAP_SHARES = 8;
  private static final long SMALLEST_LIMIT_BYTES = 16L << 20;

  private final String accumulatorName;
  private final boolean countOnly;
  private final SerializedListAccumulator<Object> records = new SerializedListAccumulator<>();
  private final LongCounter counter = new LongCounter();
  private TypeSerializer<Object> serializer;
  private final long limitBytes;
  private long heldBytes;
  private long count;

  private Accumulating(String accumulatorName, boolean countOnly, long limitBytes) {
    this.accumulatorName = accumulatorName;
    this.countOnly = countOnly;
    this.limitBytes = limitBytes;
  }

  /**
   * Brings the records, serialized. More than an eighth of the heap in one task fails the job: a
   * worker that runs out of memory would take the other jobs' tasks with it.
   */
  public static OperatorFactory records(String accumulatorName) {
    return () ->
        new Accumulating(
            accumulatorName,
            false,
            Math.max(SMALLEST_LIMIT_BYTES, Runtime.getRuntime().maxMemory() / HEAP_SHARES));
  }

  /** The same with a limit of what a task may hold. */
  static OperatorFactory records(String accumulatorName, long limitBytes) {
    return () -> new Accumulating(accumulatorName, false, limitBytes);
  }

  /** Brings the number of records. */
  public static OperatorFactory count(String accumulatorName) {
    return () -> new Accumulating(accumulatorName, true, 0);
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
      heldBytes += records.add(record, serializer) + RECORD_BYTES;
      if (heldBytes > limitBytes) {
        throw new FlyshuttleException(
            ErrorCode.RESULT_TOO_LARGE,
            "the records for the client exceed the "
                + (limitBytes >> 20)
                + " MiB that one task may hold: write them to files in place of collect() or"
                + " print(), or take fewer, as with first(n)");
      }
    }
  }

  @Override
  public void finish() {
    if (countOnly) {
      counter.add(count);
    }
  }
}
