// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.value;

import io.flyshuttle.core.memory.MemorySegment;

/** Writes normalized keys of at most eight bytes. */
final class NormalizedKeys {
  private NormalizedKeys() {}

  /** Writes the upper bytes of {@code key}, then zeros. */
  static void put(long key, MemorySegment target, int offset, int length) {
    for (int i = 0; i < length; i++) {
      target.put(offset + i, i < Long.BYTES ? (byte) (key >>> (56 - 8 * i)) : 0);
    }
  }
}
