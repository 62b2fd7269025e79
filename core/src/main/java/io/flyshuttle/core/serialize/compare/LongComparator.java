// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.compare;

import io.flyshuttle.core.memory.DataInputView;
import java.io.IOException;

/** Orders longs. */
public final class LongComparator extends BasicTypeComparator<Long> {
  private static final long serialVersionUID = 1L;

  public LongComparator(boolean ascending) {
    super(ascending, 8);
  }

  @Override
  long normalizedKey(Long record) {
    return record ^ Long.MIN_VALUE;
  }

  @Override
  int compareBytes(DataInputView first, DataInputView second) throws IOException {
    return Long.compare(first.readLong(), second.readLong());
  }

  @Override
  public LongComparator duplicate() {
    return new LongComparator(ascendingComparison);
  }
}
