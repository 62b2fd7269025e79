// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.csv;

import io.flyshuttle.core.format.parse.DoubleParser;
import io.flyshuttle.core.format.parse.FieldParser;
import io.flyshuttle.core.format.parse.IntParser;
import io.flyshuttle.core.format.parse.LongParser;
import io.flyshuttle.core.format.parse.StringParser;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.Charset;

/**
 * Parses fields of the plainest form, in one pass over the bytes: digits with a sign or a point,
 * text without quotes. Whatever looks otherwise is left to the field's parser, which also says what
 * is wrong with it. For fields that end with a single byte. Used by one thread.
 */
final class PlainFields {
  /** The field is not of the plainest form. */
  static final int NOT_PLAIN = -1;

  private enum Kind {
    OTHER,
    LONG,
    INT,
    DOUBLE,
    TEXT
  }

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Numbers of so many digits do not overflow. */
  private static final int LONG_DIGITS = 18;

  private static final int INT_DIGITS = 9;

  /** A double holds whole numbers of so many digits, and these powers of ten, exactly. */
  private static final int EXACT_DIGITS = 15;

  private static final double[] POWERS_OF_TEN = new double[EXACT_DIGITS + 1];

  static {
    POWERS_OF_TEN[0] = 1;
    for (int i = 1; i < POWERS_OF_TEN.length; i++) {
      POWERS_OF_TEN[i] = POWERS_OF_TEN[i - 1] * 10;
    }
  }

  private static final int[] WHOLE_POWERS_OF_TEN = {
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000
  };

  /** The value of the field that was parsed last. */
  Object value;

  private long number;

  private final byte delimiter;
  private final long delimiterPattern;
  private final Kind[] kinds;
  private final ShortTexts[] texts;
  private final boolean skips;

  private PlainFields(byte delimiter, Kind[] kinds, ShortTexts[] texts, boolean skips) {
    this.delimiter = delimiter;
    this.delimiterPattern = (delimiter & 0xffL) * 0x0101010101010101L;
    this.kinds = kinds;
    this.texts = texts;
    this.skips = skips;
  }

  /**
   * For fields that have the given parsers; null if the delimiter has more than one byte.
   *
   * @param quotes whether text may stand in quotes
   */
  static PlainFields of(
      FieldParser<?>[] parsers, byte[] delimiter, boolean quotes, Charset charset) {
    if (delimiter.length != 1) {
      return null;
    }
    Kind[] kinds = new Kind[parsers.length];
    ShortTexts[] texts = new ShortTexts[parsers.length];
    for (int i = 0; i < kinds.length; i++) {
      kinds[i] = kind(parsers[i].getClass(), quotes);
      texts[i] = kinds[i] == Kind.TEXT ? new ShortTexts(charset) : null;
    }
    return new PlainFields(delimiter[0], kinds, texts, !quotes);
  }

  private static Kind kind(Class<?> parser, boolean quotes) {
    if (parser == LongParser.class) {
      return Kind.LONG;
    } else if (parser == IntParser.class) {
      return Kind.INT;
    } else if (parser == DoubleParser.class) {
      return Kind.DOUBLE;
    }
    return parser == StringParser.class && !quotes ? Kind.TEXT : Kind.OTHER;
  }

  /**
   * Parses a field.
   *
   * @param field number of its parser
   * @param limit the first byte behind the record
   * @return where the next field starts; {@link #NOT_PLAIN} if the parser must do it
   */
  int parse(int field, byte[] bytes, int start, int limit) {
    return switch (kinds[field]) {
      case OTHER -> NOT_PLAIN;
      case LONG -> {
        int next = number(bytes, start, limit, LONG_DIGITS);
        value = number;
        yield next;
      }
      case INT -> {
        int next = number(bytes, start, limit, INT_DIGITS);
        value = (int) number;
        yield next;
      }
      case DOUBLE -> decimal(bytes, start, limit);
      case TEXT -> text(texts[field], bytes, start, limit);
    };
  }

  /** Sets {@link #number}. */
  private int number(byte[] bytes, int start, int limit, int maxDigits) {
    boolean negative = start < limit && bytes[start] == '-';
    int firstDigit = negative ? start + 1 : start;
    int at = digits(bytes, firstDigit, limit, 0);
    if (at <= firstDigit || at - firstDigit > maxDigits) {
      return NOT_PLAIN;
    }
    if (negative) {
      number = -number;
    }
    return behind(bytes, at, limit);
  }

  /** Digits with at most one point: a whole number by a power of ten, hence rounded once. */
  private int decimal(byte[] bytes, int start, int limit) {
    boolean negative = start < limit && bytes[start] == '-';
    int firstDigit = negative ? start + 1 : start;
    int at = digits(bytes, firstDigit, limit, 0);
    int count = at - firstDigit;
    int fraction = 0;
    if (at >= 0 && at < limit && bytes[at] == '.' && count <= EXACT_DIGITS) {
      int firstOfFraction = at + 1;
      at = digits(bytes, firstOfFraction, limit, number);
      fraction = at - firstOfFraction;
      count += fraction;
    }
    if (at < 0 || count == 0 || count > EXACT_DIGITS) {
      return NOT_PLAIN;
    }
    double decimal = number / POWERS_OF_TEN[fraction];
    value = negative ? -decimal : decimal;
    return behind(bytes, at, limit);
  }

  /**
   * Reads digits, eight at a time: sets {@link #number} to what they make when they stand behind
   * those of {@code before}. It is wrong, by overflow, if these are too many.
   *
   * @return where the digits end; {@link #NOT_PLAIN} if that is near the end of the array
   */
  private int digits(byte[] bytes, int start, int limit, long before) {
    long read = before;
    int at = start;
    while (at <= bytes.length - Long.BYTES) {
      long word = (long) LONGS.get(bytes, at);
      long distance = word ^ 0x3030303030303030L;
      long others =
          ((distance & 0x7f7f7f7f7f7f7f7fL) + 0x7676767676767676L | distance) & 0x8080808080808080L;
      int count = Math.min(Long.numberOfTrailingZeros(others) >>> 3, limit - at);
      if (count <= 0) {
        number = read;
        return at;
      }
      read = read * WHOLE_POWERS_OF_TEN[count] + value(word << (Long.BYTES - count << 3));
      at += count;
      if (count < Long.BYTES) {
        number = read;
        return at;
      }
    }
    return NOT_PLAIN;
  }

  /** The number of eight digits, zero bytes being zeros too: pairs, then fours, then eight. */
  private static long value(long digits) {
    long pairs = (digits & 0x0f0f0f0f0f0f0f0fL) * (10 * 0x100 + 1) >>> 8;
    long fours = (pairs & 0x00ff00ff00ff00ffL) * (100 * 0x10000 + 1) >>> 16;
    return (fours & 0x0000ffff0000ffffL) * (10_000 * 0x100000000L + 1) >>> 32;
  }

  /** Empty text is left to the parser, which tells it from none. */
  private int text(ShortTexts known, byte[] bytes, int start, int limit) {
    int next = skip(bytes, start, limit, 1);
    int length = (next < 0 ? limit : next - 1) - start;
    if (length <= 0) {
      return NOT_PLAIN;
    }
    value = known.get(bytes, start, length);
    return next < 0 ? limit : next;
  }

  private int behind(byte[] bytes, int at, int limit) {
    if (at == limit) {
      return limit;
    }
    return bytes[at] == delimiter ? at + 1 : NOT_PLAIN;
  }

  /** Whether {@link #skip} finds the ends of fields: not if delimiters may stand in quotes. */
  boolean skips() {
    return skips;
  }

  /**
   * Passes over fields, eight bytes at a time: the bits that are left are those of delimiters.
   *
   * @return where the field behind them starts; {@link #NOT_PLAIN} if the record ends before
   */
  int skip(byte[] bytes, int start, int limit, int fields) {
    int left = fields;
    int at = start;
    long pattern = delimiterPattern;
    for (; at <= limit - Long.BYTES; at += Long.BYTES) {
      long difference = (long) LONGS.get(bytes, at) ^ pattern;
      long found =
          ~(((difference & 0x7f7f7f7f7f7f7f7fL) + 0x7f7f7f7f7f7f7f7fL)
              | difference
              | 0x7f7f7f7f7f7f7f7fL);
      if (found != 0) {
        int count = Long.bitCount(found);
        if (count >= left) {
          for (; left > 1; left--) {
            found &= found - 1;
          }
          return at + (Long.numberOfTrailingZeros(found) >>> 3) + 1;
        }
        left -= count;
      }
    }
    for (; at < limit; at++) {
      if (bytes[at] == delimiter && --left == 0) {
        return at + 1;
      }
    }
    return NOT_PLAIN;
  }
}
