// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.parse;

import io.flyshuttle.core.value.BooleanValue;
import io.flyshuttle.core.value.ByteValue;
import io.flyshuttle.core.value.DoubleValue;
import io.flyshuttle.core.value.FloatValue;
import io.flyshuttle.core.value.IntValue;
import io.flyshuttle.core.value.LongValue;
import io.flyshuttle.core.value.ShortValue;
import io.flyshuttle.core.value.StringValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

/** Which class parses which type. */
final class FieldParsers {
  private static final Map<Class<?>, Class<? extends FieldParser<?>>> BY_TYPE = new HashMap<>();

  static {
    both(byte.class, Byte.class, ByteParser.class);
    both(short.class, Short.class, ShortParser.class);
    both(int.class, Integer.class, IntParser.class);
    both(long.class, Long.class, LongParser.class);
    both(float.class, Float.class, FloatParser.class);
    both(double.class, Double.class, DoubleParser.class);
    both(boolean.class, Boolean.class, BooleanParser.class);
    BY_TYPE.put(String.class, StringParser.class);
    BY_TYPE.put(BigDecimal.class, BigDecParser.class);
    BY_TYPE.put(BigInteger.class, BigIntParser.class);
    BY_TYPE.put(ByteValue.class, ByteValueParser.class);
    BY_TYPE.put(ShortValue.class, ShortValueParser.class);
    BY_TYPE.put(IntValue.class, IntValueParser.class);
    BY_TYPE.put(LongValue.class, LongValueParser.class);
    BY_TYPE.put(FloatValue.class, FloatValueParser.class);
    BY_TYPE.put(DoubleValue.class, DoubleValueParser.class);
    BY_TYPE.put(BooleanValue.class, BooleanValueParser.class);
    BY_TYPE.put(StringValue.class, StringValueParser.class);
    BY_TYPE.put(java.sql.Date.class, SqlDateParser.class);
    BY_TYPE.put(java.sql.Time.class, SqlTimeParser.class);
    BY_TYPE.put(java.sql.Timestamp.class, SqlTimestampParser.class);
  }

  private FieldParsers() {}

  private static void both(
      Class<?> primitive, Class<?> boxed, Class<? extends FieldParser<?>> parser) {
    BY_TYPE.put(primitive, parser);
    BY_TYPE.put(boxed, parser);
  }

  static Class<? extends FieldParser<?>> of(Class<?> type) {
    return BY_TYPE.get(type);
  }
}
