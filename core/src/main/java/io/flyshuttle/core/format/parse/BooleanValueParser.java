// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.parse;

import io.flyshuttle.core.value.BooleanValue;

/** Parses a field into a {@link BooleanValue}, which is filled if one is given. */
public class BooleanValueParser extends FieldParser<BooleanValue> {
  private final BooleanParser parser = new BooleanParser();
  private BooleanValue result;

  @Override
  public int parseField(
      byte[] bytes, int startPos, int limit, byte[] delimiter, BooleanValue reusable) {
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
  public BooleanValue createValue() {
    return new BooleanValue();
  }

  @Override
  public BooleanValue getLastResult() {
    return result;
  }
}
