// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.compare;

import io.flyshuttle.core.memory.DataInputView;
import java.io.IOException;

/** Orders shorts. */
public final class ShortComparator extends BasicTypeComparator<Short> {
  private static final long serialVersionUID = 1L;

  public ShortComparator(boolean ascending) {
    super(ascending, 2);
  }

  @Override
  long normalizedKey(Short record) {
    return (long) (record ^ 0x8000) << 48;
  }

  @Override
  int compareBytes(DataInputView first, DataInputView second) throws IOException {
    return Short.compare(first.readShort(), second.readShort());
  }

  @Override
  public ShortComparator duplicate() {
    return new ShortComparator(ascendingComparison);
  }
}
