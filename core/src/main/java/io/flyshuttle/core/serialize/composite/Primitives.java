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
  private static final Set<Class<?>> SERIALIZERS =
      Set.of(
          BooleanSerializer.class,
          ByteSerializer.class,
          ShortSerializer.class,
          CharSerializer.class,
          IntSerializer.class,
          LongSerializer.class,
          FloatSerializer.class,
          DoubleSerializer.class);

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

  private Primitives() {}

  static boolean isSerializer(TypeSerializer<?> serializer) {
    return SERIALIZERS.contains(serializer.getClass());
  }

  /** What a field of a class holds if nothing was written for it. */
  static Object zero(Class<?> fieldClass) {
    return ZEROS.get(fieldClass);
  }
}
