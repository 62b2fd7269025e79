// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.join;

import io.flyshuttle.core.function.CoGroupFunction;
import io.flyshuttle.core.function.TraversableOnceException;
import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.type.TypeComparator;
import io.flyshuttle.operators.function.OutputCollector;
import io.flyshuttle.operators.function.UserFunction;
import java.util.Iterator;

/** Sorts two inputs and calls a {@link CoGroupFunction} for each key that any of them has. */
public final class CoGrouper implements Operator {

  /**
   * A side's keys and the order of its records.
   *
   * @param order orders by the key first, then within keys as the user wants
   * @param keys compares keys alone
   */
  public record SideOrder(TypeComparator<?> order, TypeComparator<?> keys)
      implements java.io.Serializable {}

  private final UserFunction<CoGroupFunction<Object, Object, Object>> userFunction;
  private final SideOrder first;
  private final SideOrder second;
  private CoGroupFunction<Object, Object, Object> function;
  private SortedSides sides;
  private OutputCollector<Object> collector;

  private CoGrouper(
      UserFunction<CoGroupFunction<Object, Object, Object>> userFunction,
      SideOrder first,
      SideOrder second) {
    this.userFunction = userFunction;
    this.first = first;
    this.second = second;
  }

  /** A factory for the plan. */
  @SuppressWarnings("unchecked")
  public static <I1, I2, OUT> OperatorFactory factory(
      UserFunction<CoGroupFunction<I1, I2, OUT>> function, SideOrder first, SideOrder second) {
    UserFunction<?> erased = function;
    return () ->
        new CoGrouper(
            (UserFunction<CoGroupFunction<Object, Object, Object>>) erased, first, second);
  }

  @Override
  @SuppressWarnings("unchecked")
  public void open(OperatorContext context) throws Exception {
    collector = new OutputCollector<>(context.output());
    sides =
        new SortedSides(
            context,
            (TypeComparator<Object>) first.order,
            (TypeComparator<Object>) first.keys,
            (TypeComparator<Object>) second.order,
            (TypeComparator<Object>) second.keys);
    function = userFunction.open(context);
  }

  @Override
  public void process(int input, Object record, long timestamp) throws Exception {
    sides.add(input, record);
  }

  @Override
  public void finish() throws Exception {
    sides.finish();
    while (sides.next()) {
      function.coGroup(once(sides.first()), once(sides.second()), collector);
    }
    sides.close();
  }

  private static Iterable<Object> once(Iterator<Object> records) {
    return new Iterable<>() {
      private boolean handedOut;

      @Override
      public Iterator<Object> iterator() {
        if (handedOut) {
          throw new TraversableOnceException();
        }
        handedOut = true;
        return records;
      }
    };
  }

  @Override
  public void close() throws Exception {
    try {
      userFunction.close();
    } finally {
      if (sides != null) {
        sides.close();
      }
    }
  }
}
