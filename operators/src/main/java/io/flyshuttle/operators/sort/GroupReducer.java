// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.sort;

import io.flyshuttle.core.function.GroupReduceFunction;
import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.type.TypeComparator;
import io.flyshuttle.operators.function.OutputCollector;
import io.flyshuttle.operators.function.UserFunction;

/** Sorts, then calls a {@link GroupReduceFunction} for each group of equal keys. */
public final class GroupReducer implements Operator {
  private final UserFunction<GroupReduceFunction<Object, Object>> userFunction;
  private final TypeComparator<Object> order;
  private final TypeComparator<Object> keys;
  private GroupReduceFunction<Object, Object> function;
  private ExternalSorter<Object> sorter;
  private OutputCollector<Object> collector;

  private GroupReducer(
      UserFunction<GroupReduceFunction<Object, Object>> userFunction,
      TypeComparator<Object> order,
      TypeComparator<Object> keys) {
    this.userFunction = userFunction;
    this.order = order;
    this.keys = keys;
  }

  /**
   * A factory for the plan.
   *
   * @param order orders by the key first, then within groups as the user wants
   * @param keys compares keys alone
   */
  @SuppressWarnings("unchecked")
  public static <T, R> OperatorFactory factory(
      UserFunction<GroupReduceFunction<T, R>> function,
      TypeComparator<T> order,
      TypeComparator<T> keys) {
    UserFunction<?> erasedFunction = function;
    TypeComparator<?> erasedOrder = order;
    TypeComparator<?> erasedKeys = keys;
    return () ->
        new GroupReducer(
            (UserFunction<GroupReduceFunction<Object, Object>>) erasedFunction,
            (TypeComparator<Object>) erasedOrder,
            (TypeComparator<Object>) erasedKeys);
  }

  @Override
  public void open(OperatorContext context) throws Exception {
    collector = new OutputCollector<>(context.output());
    sorter =
        new ExternalSorter<>(
            context.managedMemory(), context.spillDirectories(), context.inputSerializer(0), order);
    function = userFunction.open(context);
  }

  @Override
  public void process(int input, Object record, long timestamp) throws Exception {
    sorter.add(record);
  }

  @Override
  public void finish() throws Exception {
    Groups<Object> groups = new Groups<>(sorter.finish(), keys.duplicate());
    for (Iterable<Object> group = groups.nextGroup(); group != null; group = groups.nextGroup()) {
      function.reduce(group, collector);
    }
    sorter.close();
  }

  @Override
  public void close() throws Exception {
    try {
      userFunction.close();
    } finally {
      if (sorter != null) {
        sorter.close();
      }
    }
  }
}
