// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.parse;

import io.flyshuttle.core.value.DoubleValue;

/** Parses a field into a {@link DoubleValue}, which is filled if one is given. */
public class DoubleValueParser extends FieldParser<DoubleValue> {
  private final DoubleParser parser = new DoubleParser();
  private DoubleValue result;

  @Override
  public int parseField(
      byte[] bytes, int startPos, int limit, byte[] delimiter, DoubleValue reusable) {
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
  public DoubleValue createValue() {
    return new DoubleValue();
  }

  @Override
  public DoubleValue getLastResult() {
    return result;
  }
}
