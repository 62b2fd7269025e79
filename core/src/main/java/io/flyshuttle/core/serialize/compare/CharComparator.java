// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.compare;

import io.flyshuttle.core.memory.DataInputView;
import java.io.IOException;

/** Orders characters by their number. */
public final class CharComparator extends BasicTypeComparator<Character> {
  private static final long serialVersionUID = 1L;

  public CharComparator(boolean ascending) {
    super(ascending, 2);
  }

  @Override
  long normalizedKey(Character record) {
    return (long) record << 48;
  }

  @Override
  int compareBytes(DataInputView first, DataInputView second) throws IOException {
    return Character.compare(first.readChar(), second.readChar());
  }

  @Override
  public CharComparator duplicate() {
    return new CharComparator(ascendingComparison);
  }
}
