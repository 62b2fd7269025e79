// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.join;

import io.flyshuttle.core.function.Function;
import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.operators.function.OutputCollector;
import io.flyshuttle.operators.function.UserFunction;
import io.flyshuttle.operators.sort.RecordBuffer;
import io.flyshuttle.operators.sort.Records;
import java.util.ArrayList;
import java.util.List;

/**
 * Pairs every record of one input with every record of the other: keeps one input, then takes the
 * other in blocks, so that what is kept is read once per block.
 */
public final class Crosser implements Operator {
  private static final int BLOCK_RECORDS = 256;

  private final PairFunction<Object, Object, Object> function;
  private final UserFunction<Function> userFunction;
  private final int keptInput;
  private final List<Object> block = new ArrayList<>();
  private OutputCollector<Object> collector;
  private TypeSerializer<Object> keptSerializer;
  private TypeSerializer<Object> blockSerializer;
  private RecordBuffer<Object> kept;
  private boolean keptEnded;

  private Crosser(
      PairFunction<Object, Object, Object> function, Configuration parameters, int keptInput) {
    this.function = function;
    this.userFunction = new UserFunction<>(function.userFunction(), parameters);
    this.keptInput = keptInput;
  }

  /**
   * A factory for the plan.
   *
   * @param keptInput the input that is kept, 0 or 1; the smaller one
   */
  @SuppressWarnings("unchecked")
  public static <I1, I2, OUT> OperatorFactory factory(
      PairFunction<I1, I2, OUT> function, Configuration parameters, int keptInput) {
    PairFunction<?, ?, ?> erased = function;
    return () -> new Crosser((PairFunction<Object, Object, Object>) erased, parameters, keptInput);
  }

  @Override
  public void open(OperatorContext context) throws Exception {
    collector = new OutputCollector<>(context.output());
    keptSerializer = context.inputSerializer(keptInput);
    blockSerializer = context.inputSerializer(1 - keptInput);
    kept = new RecordBuffer<>(context.managedMemory(), context.spillDirectories(), keptSerializer);
    userFunction.open(context);
  }

  @Override
  public int nextInput() {
    return keptEnded ? 1 - keptInput : keptInput;
  }

  @Override
  public void process(int input, Object record, long timestamp) throws Exception {
    if (input == keptInput) {
      kept.add(record);
      return;
    }
    block.add(blockSerializer.copy(record));
    if (block.size() == BLOCK_RECORDS) {
      pairBlock();
    }
  }

  private void pairBlock() throws Exception {
    if (block.isEmpty()) {
      return;
    }
    boolean copyKept = block.size() > 1 && !keptSerializer.isImmutableType();
    Records<Object> records = kept.records();
    for (Object record = records.next(); record != null; record = records.next()) {
      for (Object other : block) {
        Object one = copyKept ? keptSerializer.copy(record) : record;
        Object two = blockSerializer.copy(other);
        if (keptInput == 0) {
          function.pair(one, two, collector);
        } else {
          function.pair(two, one, collector);
        }
      }
    }
    block.clear();
  }

  @Override
  public void endInput(int input) {
    if (input == keptInput) {
      keptEnded = true;
    }
  }

  @Override
  public void finish() throws Exception {
    pairBlock();
    kept.close();
  }

  @Override
  public void close() throws Exception {
    try {
      userFunction.close();
    } finally {
      if (kept != null) {
        kept.close();
      }
    }
  }
}
