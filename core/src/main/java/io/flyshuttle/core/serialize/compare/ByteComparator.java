// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.compare;

import io.flyshuttle.core.memory.DataInputView;
import java.io.IOException;

/** Orders bytes. */
public final class ByteComparator extends BasicTypeComparator<Byte> {
  private static final long serialVersionUID = 1L;

  public ByteComparator(boolean ascending) {
    super(ascending, 1);
  }

  @Override
  long normalizedKey(Byte record) {
    return (long) (record ^ 0x80) << 56;
  }

  @Override
  int compareBytes(DataInputView first, DataInputView second) throws IOException {
    return Byte.compare(first.readByte(), second.readByte());
  }

  @Override
  public ByteComparator duplicate() {
    return new ByteComparator(ascendingComparison);
  }
}
