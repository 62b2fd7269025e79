// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.parse;

import io.flyshuttle.core.format.parse.FieldParser.ParseErrorState;
import java.nio.charset.Charset;

/** Parses text that may stand in quotes; a quote within is written as backslash and quote. */
final class QuotedText {
  private static final byte BACKSLASH = '\\';

  private boolean isQuoting;
  private byte quote;

  String value;
  ParseErrorState error;

  void setQuote(byte quote) {
    this.isQuoting = true;
    this.quote = quote;
  }

  /** Where the next field starts; -1 if this one is malformed, with {@link #error} set. */
  int parse(byte[] bytes, int startPos, int limit, byte[] delim, Charset charset) {
    error = ParseErrorState.NONE;
    if (isQuoting && startPos < limit && bytes[startPos] == quote) {
      return parseQuoted(bytes, startPos, limit, delim, charset);
    }
    int end = FieldParser.fieldEnd(bytes, startPos, limit, delim);
    if (end == startPos) {
      // Empty text is a value, but some readers want to know that there was none.
      error = ParseErrorState.EMPTY_COLUMN;
    }
    value = new String(bytes, startPos, end - startPos, charset);
    return FieldParser.behind(end, limit, delim);
  }

  private int parseQuoted(byte[] bytes, int startPos, int limit, byte[] delim, Charset charset) {
    boolean escapes = false;
    int end = startPos + 1;
    while (end < limit && (bytes[end] != quote || bytes[end - 1] == BACKSLASH)) {
      escapes |= bytes[end] == quote;
      end++;
    }
    if (end == limit) {
      error = ParseErrorState.UNTERMINATED_QUOTED_STRING;
      return -1;
    }
    String text = new String(bytes, startPos + 1, end - startPos - 1, charset);
    char sign = (char) quote;
    value = escapes ? text.replace("\\" + sign, String.valueOf(sign)) : text;
    int next = end + 1;
    if (next == limit) {
      return limit;
    }
    if (next + delim.length <= limit && FieldParser.delimiterNext(bytes, next, delim)) {
      return next + delim.length;
    }
    error = ParseErrorState.UNQUOTED_CHARS_AFTER_QUOTED_STRING;
    return -1;
  }
}
