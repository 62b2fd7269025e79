// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.sort;

import io.flyshuttle.core.function.GroupCombineFunction;
import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.type.TypeComparator;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.operators.function.OutputCollector;
import io.flyshuttle.operators.function.UserFunction;
import java.util.List;

/**
 * Calls a {@link GroupCombineFunction} for the groups among as many records as fit into memory, and
 * again for the next. Never spills: a group may be combined in parts.
 */
public final class GroupCombiner implements Operator {
  private final UserFunction<GroupCombineFunction<Object, Object>> userFunction;
  private final TypeComparator<Object> order;
  private final TypeComparator<Object> keys;
  private GroupCombineFunction<Object, Object> function;
  private TypeSerializer<Object> serializer;
  private SortBuffer<Object> buffer;
  private OutputCollector<Object> collector;

  private GroupCombiner(
      UserFunction<GroupCombineFunction<Object, Object>> userFunction,
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
      UserFunction<GroupCombineFunction<T, R>> function,
      TypeComparator<T> order,
      TypeComparator<T> keys) {
    UserFunction<?> erasedFunction = function;
    TypeComparator<?> erasedOrder = order;
    TypeComparator<?> erasedKeys = keys;
    return () ->
        new GroupCombiner(
            (UserFunction<GroupCombineFunction<Object, Object>>) erasedFunction,
            (TypeComparator<Object>) erasedOrder,
            (TypeComparator<Object>) erasedKeys);
  }

  @Override
  public void open(OperatorContext context) throws Exception {
    collector = new OutputCollector<>(context.output());
    serializer = context.inputSerializer(0);
    buffer = new SortBuffer<>(context.managedMemory(), serializer.duplicate(), order.duplicate());
    function = userFunction.open(context);
  }

  @Override
  public void process(int input, Object record, long timestamp) throws Exception {
    if (buffer.add(record)) {
      return;
    }
    combineBuffer();
    if (!buffer.add(record)) {
      // larger than all memory
      function.combine(List.of(serializer.copy(record)), collector);
    }
  }

  private void combineBuffer() throws Exception {
    Groups<Object> groups = new Groups<>(buffer.records(), keys.duplicate());
    for (Iterable<Object> group = groups.nextGroup(); group != null; group = groups.nextGroup()) {
      function.combine(group, collector);
    }
    buffer.clear();
  }

  @Override
  public void finish() throws Exception {
    combineBuffer();
    buffer.close();
  }

  @Override
  public void close() throws Exception {
    try {
      userFunction.close();
    } finally {
      if (buffer != null) {
        buffer.close();
      }
    }
  }
}
