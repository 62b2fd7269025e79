// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.map;

import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.Function;
import io.flyshuttle.core.function.GroupCombineFunction;
import io.flyshuttle.core.function.GroupReduceFunction;
import io.flyshuttle.core.function.MapPartitionFunction;
import io.flyshuttle.core.function.TraversableOnceException;
import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.operators.function.OutputCollector;
import io.flyshuttle.operators.function.UserFunction;
import java.io.Serializable;
import java.util.Iterator;

/**
 * Calls a function once, with all records of the subtask. The function reads them while they come;
 * they need not fit into memory. Needs records of its own.
 */
public final class PartitionMapper implements Operator {

  /** A function of all records, whatever its interface. */
  @FunctionalInterface
  private interface Call extends Serializable {
    void run(Function function, Iterable<Object> records, Collector<Object> out) throws Exception;
  }

  private final UserFunction<? extends Function> userFunction;
  private final Call call;
  private final boolean callWithoutRecords;
  private FunctionThread thread;
  private boolean any;

  private PartitionMapper(
      UserFunction<? extends Function> userFunction, Call call, boolean callWithoutRecords) {
    this.userFunction = userFunction;
    this.call = call;
    this.callWithoutRecords = callWithoutRecords;
  }

  /** Of a mapPartition function, which is called even if there are no records. */
  @SuppressWarnings("unchecked")
  public static <T, R> OperatorFactory factory(UserFunction<MapPartitionFunction<T, R>> function) {
    return factory(
        function,
        (f, records, out) -> ((MapPartitionFunction<Object, Object>) f).mapPartition(records, out),
        true);
  }

  /** Of a group reduce function that takes all records as one group. */
  @SuppressWarnings("unchecked")
  public static <T, R> OperatorFactory reducing(UserFunction<GroupReduceFunction<T, R>> function) {
    return factory(
        function,
        (f, records, out) -> ((GroupReduceFunction<Object, Object>) f).reduce(records, out),
        false);
  }

  /** Of a group combine function that takes all records as one group. */
  @SuppressWarnings("unchecked")
  public static <T, R> OperatorFactory combining(
      UserFunction<GroupCombineFunction<T, R>> function) {
    return factory(
        function,
        (f, records, out) -> ((GroupCombineFunction<Object, Object>) f).combine(records, out),
        false);
  }

  private static OperatorFactory factory(
      UserFunction<? extends Function> function, Call call, boolean callWithoutRecords) {
    return () -> new PartitionMapper(function, call, callWithoutRecords);
  }

  @Override
  public void open(OperatorContext context) throws Exception {
    OutputCollector<Object> collector = new OutputCollector<>(context.output());
    Function function = userFunction.open(context);
    thread =
        new FunctionThread(
            Thread.currentThread().getName() + " (function)",
            records -> call.run(function, new OneTimeIterable(records), collector));
  }

  @Override
  public void process(int input, Object record, long timestamp) throws Exception {
    any = true;
    thread.add(record);
  }

  @Override
  public void finish() throws Exception {
    if (any || callWithoutRecords) {
      thread.finish();
    }
  }

  @Override
  public void close() throws Exception {
    try {
      if (thread != null) {
        thread.close();
      }
    } finally {
      userFunction.close();
    }
  }

  private static final class OneTimeIterable implements Iterable<Object> {
    private final Iterator<Object> records;
    private boolean handedOut;

    OneTimeIterable(Iterator<Object> records) {
      this.records = records;
    }

    @Override
    public Iterator<Object> iterator() {
      if (handedOut) {
        throw new TraversableOnceException();
      }
      handedOut = true;
      return records;
    }
  }
}
