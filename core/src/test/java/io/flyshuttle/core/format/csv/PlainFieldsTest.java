// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.flyshuttle.core.format.parse.DoubleParser;
import io.flyshuttle.core.format.parse.FieldParser;
import io.flyshuttle.core.format.parse.IntParser;
import io.flyshuttle.core.format.parse.LongParser;
import io.flyshuttle.core.format.parse.StringParser;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is parsed in the short way is what the field's parser would make of it. */
final class PlainFieldsTest {
  private static final byte[] DELIMITER = {'|'};

  private static FieldParser<?>[] parsers() {
    return new FieldParser<?>[] {
      new LongParser(), new IntParser(), new DoubleParser(), new StringParser()
    };
  }

  @Provide
  Arbitrary<String> fields() {
    Arbitrary<String> odd =
        Arbitraries.strings().withChars("0123456789-+.eEN x").ofMinLength(0).ofMaxLength(24);
    return Arbitraries.oneOf(
        odd,
        Arbitraries.longs().map(String::valueOf),
        Arbitraries.integers().map(String::valueOf),
        Arbitraries.bigDecimals().ofScale(4).map(Object::toString),
        Arbitraries.doubles().map(String::valueOf),
        Arbitraries.strings().ofMaxLength(40).filter(text -> !text.contains("|")));
  }

  @Property(tries = 3000)
  void shouldAgreeWithTheParser(
      @ForAll("fields") String text,
      @ForAll("fields") String behind,
      @ForAll boolean isLast,
      @ForAll("paddings") String padding) {
    byte[] record =
        (isLast ? "7|" + text : "7|" + text + "|" + behind).getBytes(StandardCharsets.UTF_8);
    int limit = record.length;
    // what stands behind the record is not part of it
    byte[] bytes = Arrays.copyOf(record, limit + padding.length());
    System.arraycopy(
        padding.getBytes(StandardCharsets.US_ASCII), 0, bytes, limit, padding.length());
    PlainFields plain = PlainFields.of(parsers(), DELIMITER, false, StandardCharsets.UTF_8);
    for (int field = 0; field < parsers().length; field++) {
      int next = plain.parse(field, bytes, 2, limit);
      if (next == PlainFields.NOT_PLAIN) {
        continue;
      }
      FieldParser<?> parser = parsers()[field];
      int expected = parser.resetErrorStateAndParse(bytes, 2, limit, DELIMITER, null);
      assertEquals(expected, next);
      assertEquals(parser.getLastResult(), plain.value);
    }
  }

  @Provide
  Arbitrary<String> paddings() {
    return Arbitraries.strings().withChars("05.|").ofMaxLength(20);
  }

  @Property(tries = 1000)
  void shouldSkipFields(@ForAll("fieldLists") List<String> fields) {
    byte[] record = String.join("|", fields).getBytes(StandardCharsets.UTF_8);
    PlainFields plain = PlainFields.of(parsers(), DELIMITER, false, StandardCharsets.UTF_8);
    int expected = 0;
    for (int count = 1; count < fields.size(); count++) {
      expected += fields.get(count - 1).getBytes(StandardCharsets.UTF_8).length + 1;
      assertEquals(expected, plain.skip(record, 0, record.length, count));
    }
    assertEquals(
        PlainFields.NOT_PLAIN, plain.skip(record, 0, record.length, Math.max(1, fields.size())));
  }

  @Provide
  Arbitrary<List<String>> fieldLists() {
    // the character behind the delimiter must not be taken for it
    return Arbitraries.strings()
        .withChars("a}{\u0001")
        .ofMaxLength(12)
        .list()
        .ofMinSize(1)
        .ofMaxSize(12);
  }

  @Example
  void shouldTakePlainNumbersItself() {
    PlainFields plain = PlainFields.of(parsers(), DELIMITER, false, StandardCharsets.UTF_8);
    String text = "-12|3.50|123456789012345678|78081.98|";
    byte[] record = (text + "12345678").getBytes(StandardCharsets.UTF_8);
    int limit = text.length();
    assertEquals(4, plain.parse(0, record, 0, limit));
    assertEquals(-12L, plain.value);
    assertEquals(9, plain.parse(2, record, 4, limit));
    assertEquals(3.5, plain.value);
    assertEquals(PlainFields.NOT_PLAIN, plain.parse(1, record, 4, limit));
    assertEquals(28, plain.parse(0, record, 9, limit));
    assertEquals(123_456_789_012_345_678L, plain.value);
    assertEquals(PlainFields.NOT_PLAIN, plain.parse(1, record, 9, limit));
    assertEquals(limit, plain.parse(2, record, 28, limit));
    assertEquals(78081.98, plain.value);
  }

  @Example
  void whenDelimitersMayStandInQuotesThenTextIsLeftToTheParser() {
    PlainFields plain = PlainFields.of(parsers(), DELIMITER, true, StandardCharsets.UTF_8);
    assertEquals(false, plain.skips());
    assertEquals(PlainFields.NOT_PLAIN, plain.parse(3, "a|b".getBytes(), 0, 3));
    assertEquals(null, PlainFields.of(parsers(), new byte[2], false, StandardCharsets.UTF_8));
  }

  @Property(tries = 2000)
  void shouldGiveTheTextOfTheBytes(@ForAll("texts") List<String> texts) {
    ShortTexts known = new ShortTexts(StandardCharsets.UTF_8);
    for (int round = 0; round < 2; round++) {
      for (String text : texts) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] padded = new byte[bytes.length + 3 + 16];
        System.arraycopy(bytes, 0, padded, 3, bytes.length);
        assertEquals(text, known.get(padded, 3, bytes.length));
      }
    }
  }

  @Provide
  Arbitrary<List<String>> texts() {
    return Arbitraries.strings()
        .withChars("ab\u0000é")
        .ofMinLength(1)
        .ofMaxLength(18)
        .list()
        .ofMaxSize(60);
  }

  @Example
  void shouldRememberTextsOfAColumnWithFew() {
    ShortTexts known = new ShortTexts(StandardCharsets.UTF_8);
    byte[] bytes = "1995-03-15|1995-03-16|and more".getBytes(StandardCharsets.UTF_8);
    String first = known.get(bytes, 0, 10);
    assertEquals("1995-03-16", known.get(bytes, 11, 10));
    assertSame(first, known.get(bytes, 0, 10));
  }

  @Example
  void whenAllTextsDifferThenTheyAreStillRight() {
    ShortTexts known = new ShortTexts(StandardCharsets.UTF_8);
    for (int i = 0; i < 100_000; i++) {
      String text = "text " + i;
      byte[] bytes = (text + "                ").getBytes(StandardCharsets.UTF_8);
      assertEquals(text, known.get(bytes, 0, text.length()));
    }
  }
}
