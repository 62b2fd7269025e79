// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.exchange;

import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.operator.Output;
import io.flyshuttle.core.type.TypeComparator;
import io.flyshuttle.core.type.TypeSerializer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Draws a sample of fixed size, each record with the same chance (Vitter's algorithm R). As the
 * last step, alone, makes of all samples the bounds of ranges with about as many records each.
 */
public final class RangeSampler implements Operator {
  private static final int SAMPLE_SIZE = 4096;

  private final TypeComparator<Object> comparator;
  private final int ranges;
  private final List<Object> sample = new ArrayList<>();
  private final Random random = new Random();
  private TypeSerializer<Object> serializer;
  private Output<Object> output;
  private long seen;

  private RangeSampler(TypeComparator<Object> comparator, int ranges) {
    this.comparator = comparator;
    this.ranges = ranges;
  }

  /** Emits a sample of each subtask's records. */
  public static OperatorFactory factory() {
    return () -> new RangeSampler(null, 0);
  }

  /** Takes all samples and emits the bounds of ranges, in order: one less than there are ranges. */
  @SuppressWarnings("unchecked")
  public static <T> OperatorFactory bounds(TypeComparator<T> comparator, int ranges) {
    TypeComparator<?> erased = comparator;
    return () -> new RangeSampler((TypeComparator<Object>) erased, ranges);
  }

  @Override
  public void open(OperatorContext context) {
    serializer = context.inputSerializer(0);
    output = context.output();
  }

  @Override
  public void process(int input, Object record, long timestamp) {
    seen++;
    if (comparator != null || sample.size() < SAMPLE_SIZE) {
      sample.add(serializer.copy(record));
      return;
    }
    long place = random.nextLong(seen);
    if (place < SAMPLE_SIZE) {
      sample.set((int) place, serializer.copy(record));
    }
  }

  @Override
  public void finish() {
    if (comparator == null) {
      for (Object record : sample) {
        output.emit(record, NO_TIMESTAMP);
      }
      return;
    }
    TypeComparator<Object> order = comparator.duplicate();
    sample.sort(order::compare);
    for (int i = 1; i < ranges && !sample.isEmpty(); i++) {
      output.emit(sample.get((int) ((long) i * sample.size() / ranges)), NO_TIMESTAMP);
    }
  }
}
