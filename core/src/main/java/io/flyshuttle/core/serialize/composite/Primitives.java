// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.composite;

import io.flyshuttle.core.serialize.basic.BooleanSerializer;
import io.flyshuttle.core.serialize.basic.ByteSerializer;
import io.flyshuttle.core.serialize.basic.CharSerializer;
import io.flyshuttle.core.serialize.basic.DoubleSerializer;
import io.flyshuttle.core.serialize.basic.FloatSerializer;
import io.flyshuttle.core.serialize.basic.IntSerializer;
import io.flyshuttle.core.serialize.basic.LongSerializer;
import io.flyshuttle.core.serialize.basic.ShortSerializer;
import io.flyshuttle.core.type.TypeSerializer;
import java.util.Map;
import java.util.Set;

/** The serializers that write primitives as they are. */
final class Primitives {
  private static final Map<Class<?>, Class<?>> WRITTEN =
      Map.of(
          BooleanSerializer.class,
          boolean.class,
          ByteSerializer.class,
          byte.class,
          ShortSerializer.class,
          short.class,
          CharSerializer.class,
          char.class,
          IntSerializer.class,
          int.class,
          LongSerializer.class,
          long.class,
          FloatSerializer.class,
          float.class,
          DoubleSerializer.class,
          double.class);

  /** What each can be read as without losing its magnitude. */
  private static final Map<Class<?>, Set<Class<?>>> WIDER =
      Map.of(
          byte.class,
          Set.of(short.class, int.class, long.class, float.class, double.class),
          short.class,
          Set.of(int.class, long.class, float.class, double.class),
          char.class,
          Set.of(int.class, long.class, float.class, double.class),
          int.class,
          Set.of(long.class, float.class, double.class),
          long.class,
          Set.of(float.class, double.class),
          float.class,
          Set.of(double.class));

  private static final Map<Class<?>, Object> ZEROS =
      Map.of(
          boolean.class,
          false,
          byte.class,
          (byte) 0,
          short.class,
          (short) 0,
          char.class,
          (char) 0,
          int.class,
          0,
          long.class,
          0L,
          float.class,
          0f,
          double.class,
          0d);

  private static final Map<Class<?>, Class<?>> UNWRAPPED =
      Map.of(
          Boolean.class,
          boolean.class,
          Byte.class,
          byte.class,
          Short.class,
          short.class,
          Character.class,
          char.class,
          Integer.class,
          int.class,
          Long.class,
          long.class,
          Float.class,
          float.class,
          Double.class,
          double.class);

  private Primitives() {}

  static boolean isSerializer(TypeSerializer<?> serializer) {
    return WRITTEN.containsKey(serializer.getClass());
  }

  /** The primitive that a serializer writes; null if it writes something else. */
  static Class<?> written(TypeSerializer<?> serializer) {
    return WRITTEN.get(serializer.getClass());
  }

  /** Whether a field written by one serializer can be read into one that another is for. */
  static boolean isWidened(TypeSerializer<?> before, TypeSerializer<?> now) {
    Class<?> from = written(before);
    Class<?> to = written(now);
    return from != null && to != null && WIDER.getOrDefault(from, Set.of()).contains(to);
  }

  /** A value as one of a primitive class or its wrapper; others stay as they are. */
  static Object convert(Object value, Class<?> fieldClass) {
    Class<?> to = fieldClass.isPrimitive() ? fieldClass : UNWRAPPED.get(fieldClass);
    if (to == null || value == null || value instanceof Boolean) {
      return value;
    }
    if (value instanceof Character character) {
      return to == char.class ? value : number((int) character, to);
    }
    return value instanceof Number number ? number(number, to) : value;
  }

  private static Object number(Number number, Class<?> to) {
    return switch (to.getName()) {
      case "byte" -> number.byteValue();
      case "short" -> number.shortValue();
      case "char" -> (char) number.intValue();
      case "int" -> number.intValue();
      case "long" -> number.longValue();
      case "float" -> number.floatValue();
      default -> number.doubleValue();
    };
  }

  /** What a field of a class holds if nothing was written for it. */
  static Object zero(Class<?> fieldClass) {
    return ZEROS.get(fieldClass);
  }
}
