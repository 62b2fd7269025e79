// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.parse;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Parses one field of a record. Keeps state: used by one thread.
 *
 * @param <T> type of the field's value
 */
public abstract class FieldParser<T> {

  /** What was wrong with a field. */
  public enum ParseErrorState {
    /** Nothing. */
    NONE,
    /** The number does not fit its type. */
    NUMERIC_VALUE_OVERFLOW_UNDERFLOW,
    /** There is a sign and no digit. */
    NUMERIC_VALUE_ORPHAN_SIGN,
    /** There is a character that a number does not have. */
    NUMERIC_VALUE_ILLEGAL_CHARACTER,
    /** The text is no number. */
    NUMERIC_VALUE_FORMAT_ERROR,
    /** A quoted string does not end. */
    UNTERMINATED_QUOTED_STRING,
    /** Something stands between a quoted string and the delimiter. */
    UNQUOTED_CHARS_AFTER_QUOTED_STRING,
    /** There is nothing where a value must be. */
    EMPTY_COLUMN,
    /** The text is neither true nor false. */
    BOOLEAN_INVALID
  }

  private Charset charset = StandardCharsets.UTF_8;
  private ParseErrorState errorState = ParseErrorState.NONE;

  /**
   * Parses the field that starts at {@code startPos}.
   *
   * @param limit the first byte behind the record
   * @param delim ends the field, if the record does not
   * @param reuse an object that may be filled
   * @return where the next field starts; -1 if the field is malformed, see {@link #getErrorState}
   */
  public int resetErrorStateAndParse(byte[] bytes, int startPos, int limit, byte[] delim, T reuse) {
    resetParserState();
    return parseField(bytes, startPos, limit, delim, reuse);
  }

  /** Does what {@link #resetErrorStateAndParse} says. */
  protected abstract int parseField(byte[] bytes, int startPos, int limit, byte[] delim, T reuse);

  /** The value of the field that was parsed last. */
  public abstract T getLastResult();

  /** A value that may be passed as reuse. */
  public abstract T createValue();

  /** Forgets the last field. */
  protected void resetParserState() {
    errorState = ParseErrorState.NONE;
  }

  /** Says what is wrong with the field. */
  protected void setErrorState(ParseErrorState error) {
    errorState = error;
  }

  /** What was wrong with the field that was parsed last. */
  public ParseErrorState getErrorState() {
    return errorState;
  }

  /** The charset of text. */
  public Charset getCharset() {
    return charset;
  }

  /** Sets the charset of text. */
  public void setCharset(Charset charset) {
    this.charset = charset;
  }

  /** Whether {@code delim} stands at {@code startPos}. */
  public static boolean delimiterNext(byte[] bytes, int startPos, byte[] delim) {
    if (startPos + delim.length > bytes.length) {
      return false;
    }
    for (int i = 0; i < delim.length; i++) {
      if (bytes[startPos + i] != delim[i]) {
        return false;
      }
    }
    return true;
  }

  /** Whether {@code bytes} up to and with {@code endPos} end with {@code delim}. */
  public static boolean endsWithDelimiter(byte[] bytes, int endPos, byte[] delim) {
    int start = endPos - delim.length + 1;
    return start >= 0 && delimiterNext(bytes, start, delim);
  }

  /** Where the field ends: at the delimiter or the limit. */
  static int fieldEnd(byte[] bytes, int startPos, int limit, byte[] delim) {
    byte first = delim[0];
    int last = limit - delim.length;
    for (int i = startPos; i <= last; i++) {
      if (bytes[i] == first && (delim.length == 1 || delimiterNext(bytes, i, delim))) {
        return i;
      }
    }
    return limit;
  }

  /**
   * Where the field ends; -1 with the error {@link ParseErrorState#EMPTY_COLUMN} if it is empty.
   */
  protected final int nextStringEndPos(byte[] bytes, int startPos, int limit, byte[] delimiter) {
    int end = fieldEnd(bytes, startPos, limit, delimiter);
    if (end == startPos) {
      setErrorState(ParseErrorState.EMPTY_COLUMN);
      return -1;
    }
    return end;
  }

  /**
   * Bytes up to {@code delimiter} or {@code length}; fails if there are none or if white space
   * stands at either end.
   */
  protected static final int nextStringLength(
      byte[] bytes, int startPos, int length, char delimiter) {
    int end = startPos;
    while (end < startPos + length && bytes[end] != delimiter) {
      end++;
    }
    if (end == startPos) {
      throw new NumberFormatException("there is no text");
    }
    if (Character.isWhitespace(bytes[startPos]) || Character.isWhitespace(bytes[end - 1])) {
      throw new NumberFormatException("there is white space around the value");
    }
    return end - startPos;
  }

  /** Where the next field starts if this one ends at {@code end}. */
  static int behind(int end, int limit, byte[] delim) {
    return end == limit ? limit : end + delim.length;
  }

  /** The parser class of a type; null if there is none. */
  public static <T> Class<FieldParser<T>> getParserForType(Class<T> type) {
    @SuppressWarnings("unchecked")
    Class<FieldParser<T>> parser = (Class<FieldParser<T>>) (Class<?>) FieldParsers.of(type);
    return parser;
  }
}
