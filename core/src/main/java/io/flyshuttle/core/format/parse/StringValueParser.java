// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.parse;

import io.flyshuttle.core.value.StringValue;

/** Parses text into a {@link StringValue}, which is filled if one is given. */
public class StringValueParser extends FieldParser<StringValue> {
  private final QuotedText text = new QuotedText();
  private StringValue result;

  /** Has text in these quotes parsed without them. */
  public void enableQuotedStringParsing(byte quoteCharacter) {
    text.setQuote(quoteCharacter);
  }

  @Override
  public int parseField(
      byte[] bytes, int startPos, int limit, byte[] delimiter, StringValue reusable) {
    int next = text.parse(bytes, startPos, limit, delimiter, getCharset());
    setErrorState(text.error);
    if (next >= 0) {
      result = reusable == null ? createValue() : reusable;
      result.setValue(text.value);
    }
    return next;
  }

  @Override
  public StringValue createValue() {
    return new StringValue();
  }

  @Override
  public StringValue getLastResult() {
    return result;
  }
}
