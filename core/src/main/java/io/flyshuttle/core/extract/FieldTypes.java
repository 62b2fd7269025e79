// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.extract;

import io.flyshuttle.core.type.InvalidTypesException;
import io.flyshuttle.core.type.TypeInfo;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.typeinfo.GenericTypeInfo;
import io.flyshuttle.core.typeinfo.JavaRecordTypeInfo;
import io.flyshuttle.core.typeinfo.PojoField;
import io.flyshuttle.core.typeinfo.PojoTypeInfo;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Types made of fields: Java records and POJOs. */
@SuppressWarnings({"rawtypes", "unchecked"})
final class FieldTypes {
  private static final Logger LOG = LoggerFactory.getLogger(FieldTypes.class);

  private FieldTypes() {}

  /**
   * @param inner knows the arguments of the record class
   */
  static TypeInformation<?> describeRecord(Class<?> raw, TypeDescriber inner) {
    RecordComponent[] components = raw.getRecordComponents();
    TypeInformation<?>[] types = new TypeInformation<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      Field field = fieldNamed(raw, components[i].getName());
      types[i] = describeField(field, inner);
    }
    return components.length == 0
        ? new GenericTypeInfo<>(raw)
        : new JavaRecordTypeInfo<>(raw, types);
  }

  private static Field fieldNamed(Class<?> raw, String name) {
    try {
      return raw.getDeclaredField(name);
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The type of a field; one that is not known is left to Kryo. */
  private static TypeInformation<?> describeField(Field field, TypeDescriber inner) {
    Type type = field.getGenericType();
    TypeInfo annotation = field.getAnnotation(TypeInfo.class);
    if (annotation != null) {
      return CustomTypes.create(annotation.value(), type, field.getType(), inner);
    }
    try {
      return inner.describe(type);
    } catch (InvalidTypesException e) {
      return new GenericTypeInfo<>(field.getType());
    }
  }

  /** A POJO's description, or that of a class for Kryo if the class is none. */
  static TypeInformation<?> describePojo(Type type, Class<?> raw, TypeDescriber inner) {
    String obstacle = obstacle(raw);
    List<Field> fields = obstacle == null ? fields(raw) : List.of();
    if (obstacle == null) {
      obstacle = fieldObstacle(raw, fields);
    }
    if (obstacle != null) {
      LOG.debug("{} is no POJO, because {}; Kryo serializes it", raw.getName(), obstacle);
      return new GenericTypeInfo<>(raw);
    }
    List<PojoField> pojoFields = new ArrayList<>();
    for (Field field : fields) {
      TypeDescriber owner = inner.within(type, field.getDeclaringClass());
      pojoFields.add(new PojoField(field, describeField(field, owner)));
    }
    return new PojoTypeInfo(raw, pojoFields);
  }

  /** Why a class is no POJO whatever its fields; null if nothing is in the way. */
  private static String obstacle(Class<?> raw) {
    if (!Modifier.isPublic(raw.getModifiers())) {
      return "it is not public";
    }
    for (Constructor<?> constructor : raw.getDeclaredConstructors()) {
      if (constructor.getParameterCount() == 0) {
        return Modifier.isPublic(constructor.getModifiers())
            ? null
            : "its constructor without arguments is not public";
      }
    }
    return "it has no constructor without arguments";
  }

  private static String fieldObstacle(Class<?> raw, List<Field> fields) {
    if (fields.isEmpty()) {
      return "it has no fields";
    }
    Set<String> names = new HashSet<>();
    for (Field field : fields) {
      if (!names.add(field.getName())) {
        return "two classes declare a field \"" + field.getName() + "\"";
      }
      if (Modifier.isFinal(field.getModifiers())) {
        return "the field \"" + field.getName() + "\" is final";
      }
      if (!Modifier.isPublic(field.getModifiers()) && !hasGetterAndSetter(raw, field)) {
        return "the field \"" + field.getName() + "\" is not public and lacks a getter or a setter";
      }
    }
    return null;
  }

  /** Fields of a class and those above it, neither static nor transient. */
  static List<Field> fields(Class<?> raw) {
    List<Field> fields = new ArrayList<>();
    for (Class<?> c = raw; c != null && c != Object.class; c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        int modifiers = field.getModifiers();
        if (!Modifier.isStatic(modifiers)
            && !Modifier.isTransient(modifiers)
            && !field.isSynthetic()) {
          fields.add(field);
        }
      }
    }
    return fields;
  }

  private static boolean hasGetterAndSetter(Class<?> raw, Field field) {
    String name = field.getName();
    String capitalized = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    Set<String> getters = Set.of("get" + capitalized, "is" + capitalized, name);
    // "isReady" with accessors isReady() and setReady(), as generated for boolean fields.
    boolean isPrefixed =
        name.startsWith("is") && name.length() > 2 && Character.isUpperCase(name.charAt(2));
    Set<String> setters =
        isPrefixed
            ? Set.of("set" + capitalized, name, "set" + name.substring(2))
            : Set.of("set" + capitalized, name);
    boolean getter = false;
    boolean setter = false;
    for (Method method : raw.getMethods()) {
      if (method.getParameterCount() == 0) {
        getter |=
            getters.contains(method.getName())
                && field.getType().isAssignableFrom(method.getReturnType());
      } else if (method.getParameterCount() == 1) {
        setter |=
            setters.contains(method.getName())
                && method.getParameterTypes()[0].isAssignableFrom(field.getType());
      }
    }
    return getter && setter;
  }
}
