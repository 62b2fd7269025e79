// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.composite;

import io.flyshuttle.core.type.TypeSerializer;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Generated codecs by class and by the classes of the field serializers: each such shape has code
 * of its own, so that its calls are seen by the JIT compiler to go to one place each. Kept as long
 * as the record class. Usable by any thread.
 */
final class GeneratedCodecs {
  private static final Logger LOG = LoggerFactory.getLogger(GeneratedCodecs.class);

  /** With more fields than this, methods would be too large for the JIT compiler. */
  private static final int MAX_FIELDS = 100;

  private static final ClassValue<Map<Shape, MethodHandle>> CONSTRUCTORS =
      new ClassValue<>() {
        @Override
        protected Map<Shape, MethodHandle> computeValue(Class<?> type) {
          return new ConcurrentHashMap<>();
        }
      };

  private record Shape(List<RecordLayout.FieldName> fields, List<Class<?>> serializers) {
    static Shape of(RecordLayout layout, TypeSerializer<?>[] serializers) {
      List<Class<?>> classes = new ArrayList<>();
      Arrays.stream(serializers).forEach(s -> classes.add(s.getClass()));
      return new Shape(layout.fields(), classes);
    }
  }

  private GeneratedCodecs() {}

  /** A codec, if one of that shape has been generated before; else null. */
  static RecordCodec ifPresent(RecordLayout layout, TypeSerializer<?>[] serializers) {
    MethodHandle constructor = CONSTRUCTORS.get(layout.type()).get(Shape.of(layout, serializers));
    return constructor == null ? null : make(constructor, serializers);
  }

  /** A codec; null if none can be generated for the class. */
  static RecordCodec generate(RecordLayout layout, TypeSerializer<?>[] serializers) {
    if (layout.arity() > MAX_FIELDS || !layout.isThatOfTheClass(serializers)) {
      return null;
    }
    try {
      MethodHandle constructor =
          CONSTRUCTORS
              .get(layout.type())
              .computeIfAbsent(Shape.of(layout, serializers), shape -> define(layout, serializers));
      return make(constructor, serializers);
    } catch (RuntimeException | LinkageError e) {
      LOG.warn(
          "No code can be generated for {}; its fields are reached by reflection",
          layout.type().getName(),
          e);
      return null;
    }
  }

  private static RecordCodec make(MethodHandle constructor, TypeSerializer<?>[] serializers) {
    try {
      return (RecordCodec) constructor.invokeExact(serializers);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static MethodHandle define(RecordLayout layout, TypeSerializer<?>[] serializers) {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      Field[] fields = layout.findFields();
      List<MethodHandle> handles = new ArrayList<>();
      handles.add(layout.constructorHandle());
      for (Field field : fields) {
        Class<?> type = field.getType().isPrimitive() ? field.getType() : Object.class;
        handles.add(
            lookup.unreflectGetter(field).asType(MethodType.methodType(type, Object.class)));
        if (!layout.isCanonical()) {
          handles.add(
              lookup
                  .unreflectSetter(field)
                  .asType(MethodType.methodType(void.class, Object.class, type)));
        }
      }
      byte[] code = new CodecGenerator(layout, fields, serializers).generate();
      MethodHandles.Lookup generated = lookup.defineHiddenClassWithClassData(code, handles, true);
      return generated
          .findConstructor(
              generated.lookupClass(), MethodType.methodType(void.class, TypeSerializer[].class))
          .asType(MethodType.methodType(RecordCodec.class, TypeSerializer[].class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
