// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.parse;

/** Parses a whole number into an int. */
public class IntParser extends FieldParser<Integer> {
  private final WholeNumber number = new WholeNumber(Integer.MIN_VALUE, Integer.MAX_VALUE);

  @Override
  public int parseField(byte[] bytes, int startPos, int limit, byte[] delimiter, Integer reusable) {
    int next = number.parse(bytes, startPos, limit, delimiter);
    if (next < 0) {
      setErrorState(number.error);
    }
    return next;
  }

  @Override
  public Integer createValue() {
    return Integer.MIN_VALUE;
  }

  @Override
  public Integer getLastResult() {
    return (int) number.value;
  }

  /** Parses {@code length} bytes. */
  public static final int parseField(byte[] bytes, int startPos, int length) {
    return parseField(bytes, startPos, length, (char) 0xffff);
  }

  /** Parses up to the delimiter, at most {@code length} bytes. */
  public static final int parseField(byte[] bytes, int startPos, int length, char delimiter) {
    return (int)
        WholeNumber.parse(bytes, startPos, length, delimiter, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }
}
