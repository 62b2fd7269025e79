// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.parse;

/** Parses text, which may stand in quotes if {@link #enableQuotedStringParsing} was called. */
public class StringParser extends FieldParser<String> {
  private final QuotedText text = new QuotedText();

  /** Has text in these quotes parsed without them. */
  public void enableQuotedStringParsing(byte quoteCharacter) {
    text.setQuote(quoteCharacter);
  }

  @Override
  public int parseField(byte[] bytes, int startPos, int limit, byte[] delimiter, String reusable) {
    int next = text.parse(bytes, startPos, limit, delimiter, getCharset());
    setErrorState(text.error);
    return next;
  }

  @Override
  public String createValue() {
    return "";
  }

  @Override
  public String getLastResult() {
    return text.value;
  }
}
