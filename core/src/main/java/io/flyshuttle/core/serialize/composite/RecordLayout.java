// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.composite;

import io.flyshuttle.core.type.TypeSerializer;
import java.io.Serializable;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;

/**
 * What a codec has to know of a class: its fields, and how instances are made.
 *
 * @param type the class
 * @param fields the fields in the order in which they are written
 * @param nullable whether fields may be null
 */
record RecordLayout(Class<?> type, List<FieldName> fields, boolean nullable)
    implements Serializable {

  /**
   * A field.
   *
   * @param declaringClass null if the class has no such field any more: it is read and dropped
   * @param primitive whether the data holds a primitive, and so no bit that tells null
   */
  record FieldName(Class<?> declaringClass, String name, boolean primitive)
      implements Serializable {

    static FieldName of(Field field) {
      return new FieldName(
          field.getDeclaringClass(), field.getName(), field.getType().isPrimitive());
    }

    /** The field, made accessible; null if there is none. */
    Field find() {
      if (declaringClass == null) {
        return null;
      }
      try {
        Field field = declaringClass.getDeclaredField(name);
        field.setAccessible(true);
        return field;
      } catch (NoSuchFieldException e) {
        throw new IllegalStateException(
            "the class "
                + declaringClass.getName()
                + " has no field \""
                + name
                + "\" here: client and workers run different versions of it",
            e);
      }
    }
  }

  int arity() {
    return fields.size();
  }

  /** Whether instances are made by the canonical constructor of a Java record. */
  boolean isCanonical() {
    return type.isRecord();
  }

  Field[] findFields() {
    return fields.stream().map(FieldName::find).toArray(Field[]::new);
  }

  /** Whether all fields are still there, and the data is laid out as the class is now. */
  boolean isThatOfTheClass(TypeSerializer<?>[] serializers) {
    for (int i = 0; i < serializers.length; i++) {
      Field field = fields.get(i).find();
      if (field == null || field.getType().isPrimitive() != fields.get(i).primitive()) {
        return false;
      }
      Class<?> written = Primitives.written(serializers[i]);
      Class<?> held = MethodType.methodType(field.getType()).unwrap().returnType();
      // a field of a generic class, as those of tuples, holds whatever is written
      if (written != null && held.isPrimitive() && written != held) {
        return false;
      }
    }
    return !isCanonical() || fields.size() == type.getRecordComponents().length;
  }

  /** The constructor: canonical for Java records, else without arguments. */
  Constructor<?> findConstructor() {
    Class<?>[] parameters =
        isCanonical()
            ? Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new)
            : new Class<?>[0];
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(parameters);
      constructor.setAccessible(true);
      return constructor;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(
          type.getName()
              + (isCanonical()
                  ? " has no canonical constructor"
                  : " needs a constructor without arguments"),
          e);
    }
  }

  /** The constructor as a handle that takes and returns objects and primitives only. */
  MethodHandle constructorHandle() throws IllegalAccessException {
    MethodHandle handle = MethodHandles.lookup().unreflectConstructor(findConstructor());
    MethodType erased = handle.type().changeReturnType(Object.class).erase();
    return handle.asType(erased);
  }

  /** Whether a field holds a primitive that its serializer writes as such. */
  static boolean isPlainPrimitive(FieldName field, TypeSerializer<?> serializer) {
    return field.primitive() && Primitives.isSerializer(serializer);
  }

  /** For each field, {@link #isPlainPrimitive}. */
  boolean[] plainPrimitives(TypeSerializer<?>[] serializers) {
    boolean[] plain = new boolean[serializers.length];
    for (int i = 0; i < plain.length; i++) {
      plain[i] = isPlainPrimitive(fields.get(i), serializers[i]);
    }
    return plain;
  }
}
