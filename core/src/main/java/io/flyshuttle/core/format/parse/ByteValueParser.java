// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.parse;

import io.flyshuttle.core.value.ByteValue;

/** Parses a field into a {@link ByteValue}, which is filled if one is given. */
public class ByteValueParser extends FieldParser<ByteValue> {
  private final ByteParser parser = new ByteParser();
  private ByteValue result;

  @Override
  public int parseField(
      byte[] bytes, int startPos, int limit, byte[] delimiter, ByteValue reusable) {
    int next = parser.parseField(bytes, startPos, limit, delimiter, null);
    if (next < 0) {
      setErrorState(parser.getErrorState());
      return -1;
    }
    result = reusable == null ? createValue() : reusable;
    result.setValue(parser.getLastResult());
    return next;
  }

  @Override
  protected void resetParserState() {
    super.resetParserState();
    parser.resetParserState();
  }

  @Override
  public ByteValue createValue() {
    return new ByteValue();
  }

  @Override
  public ByteValue getLastResult() {
    return result;
  }
}
