// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.exchange;

import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.operator.Output;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.type.TypeComparator;
import io.flyshuttle.core.type.TypeSerializer;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the bounds of ranges, in order, from its second input, then puts the number of its range
 * before each record of the first.
 */
public final class RangeAssigner implements Operator {
  private static final int RECORDS = 0;
  private static final int BOUNDS = 1;

  private final TypeComparator<Object> comparator;
  private final List<Object> bounds = new ArrayList<>();
  private TypeSerializer<Object> serializer;
  private Output<Object> output;
  private boolean boundsEnded;

  private RangeAssigner(TypeComparator<Object> comparator) {
    this.comparator = comparator.duplicate();
  }

  /** A factory for the plan. */
  @SuppressWarnings("unchecked")
  public static <T> OperatorFactory factory(TypeComparator<T> comparator) {
    TypeComparator<?> erased = comparator;
    return () -> new RangeAssigner((TypeComparator<Object>) erased);
  }

  @Override
  public void open(OperatorContext context) {
    serializer = context.inputSerializer(BOUNDS);
    output = context.output();
  }

  @Override
  public int nextInput() {
    return boundsEnded ? RECORDS : BOUNDS;
  }

  @Override
  public void process(int input, Object record, long timestamp) {
    if (input == BOUNDS) {
      bounds.add(serializer.copy(record));
      return;
    }
    int low = 0;
    int high = bounds.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (comparator.compare(record, bounds.get(middle)) > 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    output.emit(new Tuple2<>(low, record), timestamp);
  }

  @Override
  public void endInput(int input) {
    boundsEnded |= input == BOUNDS;
  }
}
