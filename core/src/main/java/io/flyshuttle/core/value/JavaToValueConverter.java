// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.value;

/** Turns boxed primitives and strings into values, and back. */
public class JavaToValueConverter {

  /** The value of a boxed primitive or a string; null for null. */
  public static Value convertBoxedJavaType(Object boxed) {
    if (boxed == null) {
      return null;
    }
    if (boxed instanceof String s) {
      return new StringValue(s);
    } else if (boxed instanceof Integer i) {
      return new IntValue(i);
    } else if (boxed instanceof Long l) {
      return new LongValue(l);
    } else if (boxed instanceof Double d) {
      return new DoubleValue(d);
    } else if (boxed instanceof Float f) {
      return new FloatValue(f);
    } else if (boxed instanceof Boolean b) {
      return new BooleanValue(b);
    } else if (boxed instanceof Byte b) {
      return new ByteValue(b);
    } else if (boxed instanceof Short s) {
      return new ShortValue(s);
    } else if (boxed instanceof Character c) {
      return new CharValue(c);
    }
    throw new IllegalArgumentException(boxed.getClass().getName() + " has no value class");
  }

  /** The boxed primitive or string of a value; null for null. */
  public static Object convertValueType(Value value) {
    if (value == null) {
      return null;
    }
    if (value instanceof StringValue s) {
      return s.getValue();
    } else if (value instanceof IntValue i) {
      return i.getValue();
    } else if (value instanceof LongValue l) {
      return l.getValue();
    } else if (value instanceof DoubleValue d) {
      return d.getValue();
    } else if (value instanceof FloatValue f) {
      return f.getValue();
    } else if (value instanceof BooleanValue b) {
      return b.getValue();
    } else if (value instanceof ByteValue b) {
      return b.getValue();
    } else if (value instanceof ShortValue s) {
      return s.getValue();
    } else if (value instanceof CharValue c) {
      return c.getValue();
    }
    throw new IllegalArgumentException(value.getClass().getName() + " has no basic type");
  }
}
