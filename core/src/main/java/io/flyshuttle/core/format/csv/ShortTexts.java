// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.csv;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.Charset;

/**
 * Makes strings of the short texts of one column, and gives the same string again for the same
 * bytes if it was seen lately: columns of dates, codes and names of states have few values. Gives
 * up remembering when that does not help. Used by one thread.
 */
final class ShortTexts {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Longer texts are not remembered: their length has no room beside them. */
  private static final int MAX_BYTES = 15;

  private static final int SLOTS_BITS = 12;

  /** After so many texts it is judged whether to go on. */
  private static final int TRIAL = 1 << 14;

  private final Charset charset;

  /** For each slot the first eight bytes, then the others with the length in the highest. */
  private long[] keys = new long[2 << SLOTS_BITS];

  private String[] texts = new String[1 << SLOTS_BITS];
  private int tried;
  private int found;

  ShortTexts(Charset charset) {
    this.charset = charset;
  }

  /** The text of {@code length} bytes, at least one. */
  String get(byte[] bytes, int start, int length) {
    if (keys == null || length > MAX_BYTES || start + 2 * Long.BYTES > bytes.length) {
      return new String(bytes, start, length, charset);
    }
    long first = (long) LONGS.get(bytes, start);
    long second = (long) length << 56;
    if (length < Long.BYTES) {
      first &= (1L << (length << 3)) - 1;
    } else {
      long mask = (1L << (length - Long.BYTES << 3)) - 1;
      second |= (long) LONGS.get(bytes, start + Long.BYTES) & mask;
    }
    long mixed = (first ^ second * 0x9E3779B97F4A7C15L) * 0xD6E8FEB86659FD93L;
    int slot = (int) (mixed >>> Long.SIZE - SLOTS_BITS);
    if (keys[2 * slot] == first && keys[2 * slot + 1] == second) {
      found++;
      return texts[slot];
    }
    String text = new String(bytes, start, length, charset);
    keys[2 * slot] = first;
    keys[2 * slot + 1] = second;
    texts[slot] = text;
    if (++tried == TRIAL) {
      judge();
    }
    return text;
  }

  /** {@link #tried} counts what was not found. */
  private void judge() {
    if (found < TRIAL) {
      keys = null;
      texts = null;
    }
    tried = 0;
    found = 0;
  }
}
