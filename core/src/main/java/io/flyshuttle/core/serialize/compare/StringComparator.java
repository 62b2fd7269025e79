// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.compare;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.MemorySegment;
import io.flyshuttle.core.value.StringEncoding;
import java.io.IOException;

/**
 * Orders strings as {@link String#compareTo}. Normalized keys are prefixes of what {@link
 * StringEncoding#putNormalizedKey} writes.
 */
public final class StringComparator extends BasicTypeComparator<String> {
  private static final long serialVersionUID = 1L;

  public StringComparator(boolean ascending) {
    super(ascending, Integer.MAX_VALUE);
  }

  @Override
  long normalizedKey(String record) {
    throw new UnsupportedOperationException("the key of a string has no fixed length");
  }

  @Override
  public boolean isNormalizedKeyPrefixOnly(int keyBytes) {
    return true;
  }

  @Override
  public void putNormalizedKey(String record, MemorySegment target, int offset, int numBytes) {
    StringEncoding.putNormalizedKey(record, target, offset, numBytes);
  }

  @Override
  int compareBytes(DataInputView first, DataInputView second) throws IOException {
    return StringEncoding.compare(first, second);
  }

  @Override
  public StringComparator duplicate() {
    return new StringComparator(ascendingComparison);
  }
}
