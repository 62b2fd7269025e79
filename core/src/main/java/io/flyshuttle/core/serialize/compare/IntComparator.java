// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.compare;

import io.flyshuttle.core.memory.DataInputView;
import java.io.IOException;

/** Orders ints. */
public final class IntComparator extends BasicTypeComparator<Integer> {
  private static final long serialVersionUID = 1L;

  public IntComparator(boolean ascending) {
    super(ascending, 4);
  }

  @Override
  long normalizedKey(Integer record) {
    return (long) (record ^ Integer.MIN_VALUE) << 32;
  }

  @Override
  int compareBytes(DataInputView first, DataInputView second) throws IOException {
    return Integer.compare(first.readInt(), second.readInt());
  }

  @Override
  public IntComparator duplicate() {
    return new IntComparator(ascendingComparison);
  }
}
