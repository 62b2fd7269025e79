// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.compare;

import io.flyshuttle.core.memory.DataInputView;
import java.io.IOException;

/** Orders floats as {@link Float#compare}: minus zero before zero, NaN last. */
public final class FloatComparator extends BasicTypeComparator<Float> {
  private static final long serialVersionUID = 1L;

  public FloatComparator(boolean ascending) {
    super(ascending, 4);
  }

  @Override
  long normalizedKey(Float record) {
    return orderedBits(record);
  }

  private static long orderedBits(float value) {
    int bits = Float.floatToIntBits(value);
    return (long) (bits ^ (bits >> 31 | Integer.MIN_VALUE)) << 32;
  }

  @Override
  int compareBytes(DataInputView first, DataInputView second) throws IOException {
    return Float.compare(first.readFloat(), second.readFloat());
  }

  @Override
  public FloatComparator duplicate() {
    return new FloatComparator(ascendingComparison);
  }
}
