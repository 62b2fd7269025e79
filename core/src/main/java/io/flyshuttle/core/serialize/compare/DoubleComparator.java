// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.compare;

import io.flyshuttle.core.memory.DataInputView;
import java.io.IOException;

/** Orders doubles as {@link Double#compare}: minus zero before zero, NaN last. */
public final class DoubleComparator extends BasicTypeComparator<Double> {
  private static final long serialVersionUID = 1L;

  public DoubleComparator(boolean ascending) {
    super(ascending, 8);
  }

  @Override
  long normalizedKey(Double record) {
    return orderedBits(record);
  }

  /** Bits whose unsigned order is the order of {@link Double#compare}. */
  static long orderedBits(double value) {
    long bits = Double.doubleToLongBits(value);
    return bits ^ (bits >> 63 | Long.MIN_VALUE);
  }

  @Override
  int compareBytes(DataInputView first, DataInputView second) throws IOException {
    return Double.compare(first.readDouble(), second.readDouble());
  }

  @Override
  public DoubleComparator duplicate() {
    return new DoubleComparator(ascendingComparison);
  }
}
