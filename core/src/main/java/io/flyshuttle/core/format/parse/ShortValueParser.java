// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.parse;

import io.flyshuttle.core.value.ShortValue;

/** Parses a field into a {@link ShortValue}, which is filled if one is given. */
public class ShortValueParser extends FieldParser<ShortValue> {
  private final ShortParser parser = new ShortParser();
  private ShortValue result;

  @Override
  public int parseField(
      byte[] bytes, int startPos, int limit, byte[] delimiter, ShortValue reusable) {
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
  public ShortValue createValue() {
    return new ShortValue();
  }

  @Override
  public ShortValue getLastResult() {
    return result;
  }
}
