// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.join;

import io.flyshuttle.core.function.Function;
import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.type.TypeComparator;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.operators.function.OutputCollector;
import io.flyshuttle.operators.function.UserFunction;
import java.util.Iterator;

/** Joins by sorting both sides and merging them; inner and outer. */
public final class MergeJoiner implements Operator {
  private final PairFunction<Object, Object, Object> function;
  private final UserFunction<Function> userFunction;
  private final TypeComparator<Object> firstKeys;
  private final TypeComparator<Object> secondKeys;
  private final OuterSides outer;
  private SortedSides sides;
  private OutputCollector<Object> collector;
  private KeyRun<Object, Object> run;

  private MergeJoiner(
      PairFunction<Object, Object, Object> function,
      Configuration parameters,
      TypeComparator<Object> firstKeys,
      TypeComparator<Object> secondKeys,
      OuterSides outer) {
    this.function = function;
    this.userFunction = new UserFunction<>(function.userFunction(), parameters);
    this.firstKeys = firstKeys;
    this.secondKeys = secondKeys;
    this.outer = outer;
  }

  /** A factory for the plan. */
  @SuppressWarnings("unchecked")
  public static <I1, I2, OUT> OperatorFactory factory(
      PairFunction<I1, I2, OUT> function,
      Configuration parameters,
      TypeComparator<I1> firstKeys,
      TypeComparator<I2> secondKeys,
      OuterSides outer) {
    PairFunction<?, ?, ?> erased = function;
    TypeComparator<?> first = firstKeys;
    TypeComparator<?> second = secondKeys;
    return () ->
        new MergeJoiner(
            (PairFunction<Object, Object, Object>) erased,
            parameters,
            (TypeComparator<Object>) first,
            (TypeComparator<Object>) second,
            outer);
  }

  @Override
  public void open(OperatorContext context) throws Exception {
    collector = new OutputCollector<>(context.output());
    sides = new SortedSides(context, firstKeys, firstKeys, secondKeys, secondKeys);
    TypeSerializer<Object> first = context.inputSerializer(0);
    TypeSerializer<Object> second = context.inputSerializer(1);
    run =
        new KeyRun<>(
            first,
            second,
            context.spillDirectories(),
            (left, right) -> function.pair(left, right, collector));
    userFunction.open(context);
  }

  @Override
  public void process(int input, Object record, long timestamp) throws Exception {
    sides.add(input, record);
  }

  @Override
  public void finish() throws Exception {
    sides.finish();
    while (sides.next()) {
      Iterator<Object> first = sides.first();
      Iterator<Object> second = sides.second();
      if (first.hasNext() && second.hasNext()) {
        run.join(first, second);
      } else if (first.hasNext()) {
        while (outer.keepsFirst() && first.hasNext()) {
          function.pair(first.next(), null, collector);
        }
      } else {
        while (outer.keepsSecond() && second.hasNext()) {
          function.pair(null, second.next(), collector);
        }
      }
    }
    sides.close();
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
