// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.parse;

/** Parses a whole number into a byte. */
public class ByteParser extends FieldParser<Byte> {
  private final WholeNumber number = new WholeNumber(Byte.MIN_VALUE, Byte.MAX_VALUE);

  @Override
  public int parseField(byte[] bytes, int startPos, int limit, byte[] delimiter, Byte reusable) {
    int next = number.parse(bytes, startPos, limit, delimiter);
    if (next < 0) {
      setErrorState(number.error);
    }
    return next;
  }

  @Override
  public Byte createValue() {
    return Byte.MIN_VALUE;
  }

  @Override
  public Byte getLastResult() {
    return (byte) number.value;
  }

  /** Parses {@code length} bytes. */
  public static final byte parseField(byte[] bytes, int startPos, int length) {
    return parseField(bytes, startPos, length, (char) 0xffff);
  }

  /** Parses up to the delimiter, at most {@code length} bytes. */
  public static final byte parseField(byte[] bytes, int startPos, int length, char delimiter) {
    return (byte)
        WholeNumber.parse(bytes, startPos, length, delimiter, Byte.MIN_VALUE, Byte.MAX_VALUE);
  }
}
