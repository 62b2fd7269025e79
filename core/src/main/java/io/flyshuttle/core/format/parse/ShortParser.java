// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.parse;

/** Parses a whole number into a short. */
public class ShortParser extends FieldParser<Short> {
  private final WholeNumber number = new WholeNumber(Short.MIN_VALUE, Short.MAX_VALUE);

  @Override
  public int parseField(byte[] bytes, int startPos, int limit, byte[] delimiter, Short reusable) {
    int next = number.parse(bytes, startPos, limit, delimiter);
    if (next < 0) {
      setErrorState(number.error);
    }
    return next;
  }

  @Override
  public Short createValue() {
    return Short.MIN_VALUE;
  }

  @Override
  public Short getLastResult() {
    return (short) number.value;
  }

  /** Parses {@code length} bytes. */
  public static final short parseField(byte[] bytes, int startPos, int length) {
    return parseField(bytes, startPos, length, (char) 0xffff);
  }

  /** Parses up to the delimiter, at most {@code length} bytes. */
  public static final short parseField(byte[] bytes, int startPos, int length, char delimiter) {
    return (short)
        WholeNumber.parse(bytes, startPos, length, delimiter, Short.MIN_VALUE, Short.MAX_VALUE);
  }
}
