// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.value;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.EOFException;
import java.io.IOException;

/**
 * Whole numbers in one to five bytes: seven bits a byte, lowest first, the top bit set in all but
 * the last. Small numbers, such as lengths, take one byte.
 */
public final class VarInt {
  private VarInt() {}

  /** Writes a number, taken as unsigned. */
  public static void write(int value, DataOutput target) throws IOException {
    int rest = value;
    while ((rest & ~0x7f) != 0) {
      target.writeByte(rest | 0x80);
      rest >>>= 7;
    }
    target.writeByte(rest);
  }

  /** Reads a number; more than five bytes are refused. */
  public static int read(DataInput source) throws IOException {
    int first = source.readByte();
    if (first >= 0) {
      return first;
    }
    int value = first & 0x7f;
    for (int shift = 7; shift < 35; shift += 7) {
      int next = source.readByte();
      value |= (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new EOFException("a number of variable length does not end after five bytes");
  }

  /** Number of bytes that {@link #write} makes of a number. */
  public static int length(int value) {
    return (31 - Integer.numberOfLeadingZeros(value | 1)) / 7 + 1;
  }
}
