// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.parse;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** Parses a decimal number of any size. */
public class BigDecParser extends FieldParser<BigDecimal> {
  private BigDecimal result;

  @Override
  public int parseField(
      byte[] bytes, int startPos, int limit, byte[] delimiter, BigDecimal reusable) {
    int end = nextStringEndPos(bytes, startPos, limit, delimiter);
    if (end < 0) {
      return -1;
    }
    try {
      result = parse(bytes, startPos, end - startPos);
    } catch (IllegalArgumentException e) {
      // The caller decides whether a malformed field is a failure.
      setErrorState(ParseErrorState.NUMERIC_VALUE_FORMAT_ERROR);
      return -1;
    }
    return behind(end, limit, delimiter);
  }

  private static BigDecimal parse(byte[] bytes, int start, int length) {
    if (Character.isWhitespace(bytes[start]) || Character.isWhitespace(bytes[start + length - 1])) {
      throw new NumberFormatException("there is white space around the value");
    }
    String text = new String(bytes, start, length, StandardCharsets.ISO_8859_1);
    return new BigDecimal(text);
  }

  @Override
  public BigDecimal createValue() {
    return BigDecimal.ZERO;
  }

  @Override
  public BigDecimal getLastResult() {
    return result;
  }

  /** Parses {@code length} bytes. */
  public static final BigDecimal parseField(byte[] bytes, int startPos, int length) {
    return parseField(bytes, startPos, length, (char) 0xffff);
  }

  /** Parses up to the delimiter, at most {@code length} bytes. */
  public static final BigDecimal parseField(
      byte[] bytes, int startPos, int length, char delimiter) {
    return parse(bytes, startPos, nextStringLength(bytes, startPos, length, delimiter));
  }
}
