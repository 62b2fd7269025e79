// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.parse;

import io.flyshuttle.core.format.parse.FieldParser.ParseErrorState;

/** Parses whole numbers of up to 64 bits. Kept by a parser; used by one thread. */
final class WholeNumber {
  private final long min;
  private final long max;

  long value;
  ParseErrorState error;

  WholeNumber(long min, long max) {
    this.min = min;
    this.max = max;
  }

  /** Where the next field starts; -1 if this one is malformed, with {@link #error} set. */
  int parse(byte[] bytes, int startPos, int limit, byte[] delim) {
    int position = startPos;
    boolean negative = false;
    if (position < limit && (bytes[position] == '-' || bytes[position] == '+')) {
      negative = bytes[position] == '-';
      position++;
    }
    // Collected as a negative number, which has one more value than the positive ones.
    long collected = 0;
    int firstDigit = position;
    byte firstOfDelimiter = delim[0];
    for (; position < limit; position++) {
      int digit = bytes[position] - '0';
      if (digit < 0 || digit > 9) {
        if (bytes[position] == firstOfDelimiter
            && position + delim.length <= limit
            && FieldParser.delimiterNext(bytes, position, delim)) {
          break;
        }
        return fail(ParseErrorState.NUMERIC_VALUE_ILLEGAL_CHARACTER);
      }
      if (collected < Long.MIN_VALUE / 10) {
        return fail(ParseErrorState.NUMERIC_VALUE_OVERFLOW_UNDERFLOW);
      }
      collected = collected * 10 - digit;
      if (collected > 0) {
        return fail(ParseErrorState.NUMERIC_VALUE_OVERFLOW_UNDERFLOW);
      }
    }
    if (position == firstDigit) {
      return fail(
          firstDigit == startPos
              ? ParseErrorState.EMPTY_COLUMN
              : ParseErrorState.NUMERIC_VALUE_ORPHAN_SIGN);
    }
    boolean fits = negative ? collected >= min : collected != Long.MIN_VALUE && -collected <= max;
    if (!fits) {
      return fail(ParseErrorState.NUMERIC_VALUE_OVERFLOW_UNDERFLOW);
    }
    value = negative ? collected : -collected;
    return FieldParser.behind(position, limit, delim);
  }

  private int fail(ParseErrorState state) {
    error = state;
    return -1;
  }

  /** The number at {@code startPos}, which ends at the delimiter or after {@code length} bytes. */
  static long parse(byte[] bytes, int startPos, int length, char delimiter, long min, long max) {
    WholeNumber number = new WholeNumber(min, max);
    byte[] delim = {(byte) delimiter};
    if (number.parse(bytes, startPos, startPos + length, delim) < 0) {
      throw new NumberFormatException(number.error.toString());
    }
    return number.value;
  }
}
