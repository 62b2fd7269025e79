// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.compare;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.MemorySegment;
import io.flyshuttle.core.value.StringEncoding;
import java.io.IOException;

/**
 * Orders strings as {@link String#compareTo}. The normalized key takes one byte for a character
 * below 0x80, two below 0x800, else three, so that its order is that of the characters.
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
    putNormalizedKey((CharSequence) record, target, offset, numBytes);
  }

  /** The normalized key of any characters. */
  static void putNormalizedKey(CharSequence text, MemorySegment target, int offset, int numBytes) {
    int position = offset;
    int end = offset + numBytes;
    int length = text.length();
    for (int i = 0; i < length && position < end; i++) {
      int c = text.charAt(i);
      if (c < 0x80) {
        target.put(position++, (byte) c);
      } else if (c < 0x800) {
        target.put(position++, (byte) (0xc0 | c >> 6));
        if (position < end) {
          target.put(position++, (byte) (0x80 | c & 0x3f));
        }
      } else {
        target.put(position++, (byte) (0xe0 | c >> 12));
        if (position < end) {
          target.put(position++, (byte) (0x80 | c >> 6 & 0x3f));
        }
        if (position < end) {
          target.put(position++, (byte) (0x80 | c & 0x3f));
        }
      }
    }
    while (position < end) {
      target.put(position++, (byte) 0);
    }
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
