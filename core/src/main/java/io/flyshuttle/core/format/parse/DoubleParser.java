// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.parse;

import java.nio.charset.StandardCharsets;

/** Parses a number into a double. */
public class DoubleParser extends FieldParser<Double> {

  /** Powers of ten that a double holds exactly. */
  private static final double[] POWERS_OF_TEN = new double[23];

  static {
    POWERS_OF_TEN[0] = 1;
    for (int i = 1; i < POWERS_OF_TEN.length; i++) {
      POWERS_OF_TEN[i] = POWERS_OF_TEN[i - 1] * 10;
    }
  }

  /** A whole number below this is held exactly by a double. */
  private static final long EXACT_LIMIT = 1L << 53;

  private double result;

  @Override
  public int parseField(byte[] bytes, int startPos, int limit, byte[] delimiter, Double reusable) {
    int end = nextStringEndPos(bytes, startPos, limit, delimiter);
    if (end < 0) {
      return -1;
    }
    try {
      result = parse(bytes, startPos, end - startPos);
    } catch (NumberFormatException e) {
      // The caller decides whether a malformed field is a failure.
      setErrorState(ParseErrorState.NUMERIC_VALUE_FORMAT_ERROR);
      return -1;
    }
    return behind(end, limit, delimiter);
  }

  /**
   * Digits with at most one point, few enough to be exact, are a whole number divided by a power of
   * ten: one rounding, hence the nearest double. All else goes the long way.
   */
  private static double parse(byte[] bytes, int start, int length) {
    int end = start + length;
    int position = start;
    boolean negative = bytes[start] == '-';
    if (negative) {
      position++;
    }
    long digits = 0;
    int point = -1;
    int firstDigit = position;
    for (; position < end; position++) {
      byte b = bytes[position];
      if (b >= '0' && b <= '9') {
        digits = digits * 10 + (b - '0');
        if (digits >= EXACT_LIMIT) {
          return parseText(bytes, start, length);
        }
      } else if (b == '.' && point < 0) {
        point = position;
      } else {
        return parseText(bytes, start, length);
      }
    }
    int fractionDigits = point < 0 ? 0 : end - point - 1;
    int digitCount = end - firstDigit - (point < 0 ? 0 : 1);
    if (digitCount == 0 || fractionDigits >= POWERS_OF_TEN.length) {
      return parseText(bytes, start, length);
    }
    double value = digits / POWERS_OF_TEN[fractionDigits];
    return negative ? -value : value;
  }

  private static double parseText(byte[] bytes, int start, int length) {
    if (Character.isWhitespace(bytes[start]) || Character.isWhitespace(bytes[start + length - 1])) {
      throw new NumberFormatException("there is white space around the value");
    }
    return Double.parseDouble(new String(bytes, start, length, StandardCharsets.ISO_8859_1));
  }

  @Override
  public Double createValue() {
    return Double.MIN_VALUE;
  }

  @Override
  public Double getLastResult() {
    return result;
  }

  /** Parses {@code length} bytes. */
  public static final double parseField(byte[] bytes, int startPos, int length) {
    return parseField(bytes, startPos, length, (char) 0xffff);
  }

  /** Parses up to the delimiter, at most {@code length} bytes. */
  public static final double parseField(byte[] bytes, int startPos, int length, char delimiter) {
    return parse(bytes, startPos, nextStringLength(bytes, startPos, length, delimiter));
  }
}
