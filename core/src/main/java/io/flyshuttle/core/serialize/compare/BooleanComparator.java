// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.compare;

import io.flyshuttle.core.memory.DataInputView;
import java.io.IOException;

/** Orders false before true. */
public final class BooleanComparator extends BasicTypeComparator<Boolean> {
  private static final long serialVersionUID = 1L;

  public BooleanComparator(boolean ascending) {
    super(ascending, 1);
  }

  @Override
  long normalizedKey(Boolean record) {
    return record ? 1L << 56 : 0L;
  }

  @Override
  int compareBytes(DataInputView first, DataInputView second) throws IOException {
    return Boolean.compare(first.readBoolean(), second.readBoolean());
  }

  @Override
  public BooleanComparator duplicate() {
    return new BooleanComparator(ascendingComparison);
  }
}
