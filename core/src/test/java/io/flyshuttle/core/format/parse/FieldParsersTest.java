// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flyshuttle.core.format.parse.FieldParser.ParseErrorState;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldParsersTest {

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static <T> T parse(FieldParser<T> parser, String text, String delimiter) {
    byte[] bytes = bytes(text + delimiter + "rest");
    int next = parser.resetErrorStateAndParse(bytes, 0, bytes.length, bytes(delimiter), null);
    assertEquals(text.length() + delimiter.length(), next, parser.getErrorState().toString());
    int end = parser.resetErrorStateAndParse(bytes, 0, text.length(), bytes(delimiter), null);
    assertEquals(text.length(), end);
    return parser.getLastResult();
  }

  private static ParseErrorState error(FieldParser<?> parser, String text) {
    byte[] bytes = bytes(text);
    assertEquals(-1, parser.resetErrorStateAndParse(bytes, 0, bytes.length, bytes(","), null));
    return parser.getErrorState();
  }

  @Property(tries = 300)
  void shouldParseAllWholeNumbers(@ForAll long value, @ForAll int narrow) {
    assertEquals(value, parse(new LongParser(), Long.toString(value), "|"));
    assertEquals(narrow, parse(new IntParser(), Integer.toString(narrow), "||"));
    assertEquals((short) narrow, parse(new ShortParser(), Short.toString((short) narrow), ","));
    assertEquals((byte) narrow, parse(new ByteParser(), Byte.toString((byte) narrow), ","));
  }

  @Property(tries = 500)
  void shouldParseDoublesToTheNearest(@ForAll double value) {
    String text = Double.toString(value);
    assertEquals(value, parse(new DoubleParser(), text, ","));
  }

  @Property(tries = 500)
  void shouldParseShortDecimalsLikeTheJdk(
      @ForAll long digits, @ForAll @IntRange(min = 0, max = 19) int point) {
    String all = Long.toString(digits).replace("-", "");
    int split = Math.max(0, all.length() - point);
    String text = (digits < 0 ? "-" : "") + all.substring(0, split) + "." + all.substring(split);
    assertEquals(Double.parseDouble(text), parse(new DoubleParser(), text, ","));
  }

  @ParameterizedTest
  @CsvSource({
    "128, NUMERIC_VALUE_OVERFLOW_UNDERFLOW",
    "-129, NUMERIC_VALUE_OVERFLOW_UNDERFLOW",
    "99999999999999999999, NUMERIC_VALUE_OVERFLOW_UNDERFLOW",
    "-, NUMERIC_VALUE_ORPHAN_SIGN",
    "1x, NUMERIC_VALUE_ILLEGAL_CHARACTER",
    "'', EMPTY_COLUMN",
  })
  void shouldSayWhatIsWrongWithAByte(String text, ParseErrorState state) {
    assertEquals(state, error(new ByteParser(), text));
  }

  @Test
  void shouldRefuseLongsOutOfRange() {
    assertEquals(
        ParseErrorState.NUMERIC_VALUE_OVERFLOW_UNDERFLOW,
        error(new LongParser(), "9223372036854775808"));
    assertEquals(
        ParseErrorState.NUMERIC_VALUE_OVERFLOW_UNDERFLOW,
        error(new LongParser(), "-9223372036854775809"));
  }

  @Test
  void shouldParseQuotedText() {
    StringParser parser = new StringParser();
    parser.enableQuotedStringParsing((byte) '"');
    assertEquals("a,b", parse(parser, "\"a,b\"", ","));
    assertEquals(ParseErrorState.UNTERMINATED_QUOTED_STRING, error(parser, "\"ab"));
    assertEquals(ParseErrorState.UNQUOTED_CHARS_AFTER_QUOTED_STRING, error(parser, "\"ab\"c"));
  }

  @Test
  void shouldParseBooleansAndDates() {
    assertEquals(true, parse(new BooleanParser(), "TRUE", ","));
    assertEquals(false, parse(new BooleanParser(), "0", ","));
    assertEquals(ParseErrorState.BOOLEAN_INVALID, error(new BooleanParser(), "yes"));
    assertEquals("2024-02-29", parse(new SqlDateParser(), "2024-02-29", ",").toString());
    assertEquals("12:34:56", parse(new SqlTimeParser(), "12:34:56", ",").toString());
    assertEquals(
        ParseErrorState.NUMERIC_VALUE_FORMAT_ERROR, error(new SqlDateParser(), "yesterday"));
  }
}
