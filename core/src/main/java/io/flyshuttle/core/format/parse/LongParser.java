// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.parse;

/** Parses a whole number into a long. */
public class LongParser extends FieldParser<Long> {
  private final WholeNumber number = new WholeNumber(Long.MIN_VALUE, Long.MAX_VALUE);

  @Override
  public int parseField(byte[] bytes, int startPos, int limit, byte[] delimiter, Long reusable) {
    int next = number.parse(bytes, startPos, limit, delimiter);
    if (next < 0) {
      setErrorState(number.error);
    }
    return next;
  }

  @Override
  public Long createValue() {
    return Long.MIN_VALUE;
  }

  @Override
  public Long getLastResult() {
    return number.value;
  }

  /** Parses {@code length} bytes. */
  public static final long parseField(byte[] bytes, int startPos, int length) {
    return parseField(bytes, startPos, length, (char) 0xffff);
  }

  /** Parses up to the delimiter, at most {@code length} bytes. */
  public static final long parseField(byte[] bytes, int startPos, int length, char delimiter) {
    return WholeNumber.parse(bytes, startPos, length, delimiter, Long.MIN_VALUE, Long.MAX_VALUE);
  }
}
