// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.parse;

import io.flyshuttle.core.value.FloatValue;

/** Parses a field into a {@link FloatValue}, which is filled if one is given. */
public class FloatValueParser extends FieldParser<FloatValue> {
  private final FloatParser parser = new FloatParser();
  private FloatValue result;

  @Override
  public int parseField(
      byte[] bytes, int startPos, int limit, byte[] delimiter, FloatValue reusable) {
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
  public FloatValue createValue() {
    return new FloatValue();
  }

  @Override
  public FloatValue getLastResult() {
    return result;
  }
}
