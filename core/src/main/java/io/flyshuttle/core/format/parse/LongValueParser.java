// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.parse;

import io.flyshuttle.core.value.LongValue;

/** Parses a field into a {@link LongValue}, which is filled if one is given. */
public class LongValueParser extends FieldParser<LongValue> {
  private final LongParser parser = new LongParser();
  private LongValue result;

  @Override
  public int parseField(
      byte[] bytes, int startPos, int limit, byte[] delimiter, LongValue reusable) {
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
  public LongValue createValue() {
    return new LongValue();
  }

  @Override
  public LongValue getLastResult() {
    return result;
  }
}
