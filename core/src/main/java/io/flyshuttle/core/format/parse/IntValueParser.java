// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.parse;

import io.flyshuttle.core.value.IntValue;

/** Parses a field into a {@link IntValue}, which is filled if one is given. */
public class IntValueParser extends FieldParser<IntValue> {
  private final IntParser parser = new IntParser();
  private IntValue result;

  @Override
  public int parseField(
      byte[] bytes, int startPos, int limit, byte[] delimiter, IntValue reusable) {
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
  public IntValue createValue() {
    return new IntValue();
  }

  @Override
  public IntValue getLastResult() {
    return result;
  }
}
