// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.extract;

import io.flyshuttle.core.tuple.Tuple;
import io.flyshuttle.core.tuple.Tuple0;
import io.flyshuttle.core.type.InvalidTypesException;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.typeinfo.BasicArrayTypeInfo;
import io.flyshuttle.core.typeinfo.BasicTypeInfo;
import io.flyshuttle.core.typeinfo.EitherTypeInfo;
import io.flyshuttle.core.typeinfo.EnumTypeInfo;
import io.flyshuttle.core.typeinfo.GenericTypeInfo;
import io.flyshuttle.core.typeinfo.ListTypeInfo;
import io.flyshuttle.core.typeinfo.LocalTimeTypeInfo;
import io.flyshuttle.core.typeinfo.MapTypeInfo;
import io.flyshuttle.core.typeinfo.ObjectArrayTypeInfo;
import io.flyshuttle.core.typeinfo.OptionalTypeInfo;
import io.flyshuttle.core.typeinfo.PrimitiveArrayTypeInfo;
import io.flyshuttle.core.typeinfo.SetTypeInfo;
import io.flyshuttle.core.typeinfo.SqlTimeTypeInfo;
import io.flyshuttle.core.typeinfo.TupleTypeInfo;
import io.flyshuttle.core.typeinfo.ValueTypeInfo;
import io.flyshuttle.core.value.Either;
import io.flyshuttle.core.value.Value;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Describes types. One instance describes one type and what it is made of; the stack of classes
 * being described tells recursive types, which are left to Kryo.
 */
@SuppressWarnings({"rawtypes", "unchecked"})
final class TypeDescriber {
  /** A generic class inside itself with ever other arguments is left to Kryo from here on. */
  private static final int MAX_NESTING_OF_ONE_CLASS = 4;

  private final TypeBindings bindings;
  private final Deque<Enclosing> enclosing;

  /** A class whose fields are being described, with its arguments as text. */
  private record Enclosing(Class<?> raw, String text) {}

  TypeDescriber(TypeBindings bindings) {
    this(bindings, new ArrayDeque<>());
  }

  private TypeDescriber(TypeBindings bindings, Deque<Enclosing> enclosing) {
    this.bindings = bindings;
    this.enclosing = enclosing;
  }

  /**
   * Describes a type.
   *
   * @throws InvalidTypesException if a type variable is not bound, or a tuple lacks its arguments
   */
  TypeInformation<?> describe(Type unresolved) {
    Type type = bindings.resolve(unresolved);
    if (type instanceof TypeBindings.Described described) {
      return described.info();
    }
    if (type instanceof TypeVariable<?> variable) {
      throw unknown(variable);
    }
    if (type instanceof WildcardType wildcard) {
      return describe(wildcard.getUpperBounds()[0]);
    }
    if (type instanceof GenericArrayType array) {
      return describeArray(describe(array.getGenericComponentType()));
    }
    Class<?> raw = TypeBindings.rawClass(type);
    if (raw == null) {
      throw new InvalidTypesException("A type of the kind " + type + " cannot be described.");
    }
    TypeInformation<?> custom = CustomTypes.describe(type, this);
    if (custom != null) {
      return custom;
    }
    if (raw.isArray()) {
      return describeArrayClass(raw);
    }
    TypeInformation<?> atomic = describeAtomic(raw);
    return atomic != null ? atomic : describeStructured(type, raw);
  }

  /** As {@link #describe}, but null where something is not known. */
  TypeInformation<?> describeOrNull(Type type) {
    try {
      return describe(type);
    } catch (InvalidTypesException e) {
      return null;
    }
  }

  /** A describer that knows the arguments of a class above a type. */
  TypeDescriber within(Type type, Class<?> base) {
    TypeBindings inner = bindings.copy();
    inner.collect(type, base);
    return new TypeDescriber(inner, enclosing);
  }

  private static InvalidTypesException unknown(TypeVariable<?> variable) {
    return new InvalidTypesException(
        "the type variable "
            + variable.getName()
            + " of "
            + variable.getGenericDeclaration()
            + " is not known at run time, because Java erases it");
  }

  private TypeInformation<?> describeArrayClass(Class<?> raw) {
    TypeInformation<?> info = PrimitiveArrayTypeInfo.getInfoFor(raw);
    if (info == null) {
      info = BasicArrayTypeInfo.getInfoFor(raw);
    }
    return info != null
        ? info
        : ObjectArrayTypeInfo.getInfoFor(raw, describe(raw.getComponentType()));
  }

  private static TypeInformation<?> describeArray(TypeInformation<?> component) {
    Class<?> arrayClass = component.getTypeClass().arrayType();
    if (component instanceof BasicTypeInfo) {
      TypeInformation<?> info = BasicArrayTypeInfo.getInfoFor(arrayClass);
      if (info != null) {
        return info;
      }
    }
    return ObjectArrayTypeInfo.getInfoFor((Class) arrayClass, component);
  }

  private static TypeInformation<?> describeAtomic(Class<?> raw) {
    TypeInformation<?> info = BasicTypeInfo.getInfoFor(raw);
    if (info == null) {
      info = SqlTimeTypeInfo.getInfoFor(raw);
    }
    if (info == null) {
      info = LocalTimeTypeInfo.getInfoFor(raw);
    }
    if (info == null && Enum.class.isAssignableFrom(raw) && raw != Enum.class) {
      info = new EnumTypeInfo(raw.isEnum() ? raw : raw.getSuperclass());
    }
    if (info == null && (raw == Object.class || raw == Class.class)) {
      info = new GenericTypeInfo<>(raw);
    }
    return info;
  }

  private TypeInformation<?> describeStructured(Type type, Class<?> raw) {
    if (Tuple.class.isAssignableFrom(raw)) {
      TypeInformation<?> tuple = describeTuple(type, raw);
      if (tuple != null) {
        return tuple;
      }
    }
    if (Value.class.isAssignableFrom(raw)) {
      return describeValue(raw);
    }
    if (Either.class.isAssignableFrom(raw)) {
      TypeInformation<?>[] sides = describeArguments(type, Either.class);
      return new EitherTypeInfo<>(sides[0], sides[1]);
    }
    TypeInformation<?> container = describeContainer(type, raw);
    if (container != null) {
      return container;
    }
    boolean isPlatformClass = raw.getName().startsWith("java.");
    TypeInformation<?> provided =
        isPlatformClass ? null : CustomTypes.describeByProvider(type, raw);
    if (provided != null) {
      return provided;
    }
    if (raw.isInterface() || isPlatformClass || !enter(type, raw)) {
      return new GenericTypeInfo<>(raw);
    }
    try {
      TypeDescriber inner = within(type, raw);
      return raw.isRecord()
          ? FieldTypes.describeRecord(raw, inner)
          : FieldTypes.describePojo(type, raw, inner);
    } finally {
      enclosing.pop();
    }
  }

  /** Marks a class as being described; false if it is inside itself. */
  private boolean enter(Type type, Class<?> raw) {
    Enclosing entered = new Enclosing(raw, bindings.text(type));
    long sameClass = enclosing.stream().filter(e -> e.raw() == raw).count();
    if (enclosing.contains(entered) || sameClass >= MAX_NESTING_OF_ONE_CLASS) {
      return false;
    }
    enclosing.push(entered);
    return true;
  }

  private static TypeInformation<?> describeValue(Class<?> raw) {
    return Modifier.isAbstract(raw.getModifiers())
        ? new GenericTypeInfo<>(raw)
        : new ValueTypeInfo(raw);
  }

  /** Arguments of the class or interface above a type; null if they are not all written. */
  private TypeInformation<?>[] describeArguments(Type type, Class<?> base) {
    TypeVariable<?>[] variables = base.getTypeParameters();
    TypeInformation<?>[] infos = new TypeInformation<?>[variables.length];
    TypeDescriber describer = within(type, base);
    for (int i = 0; i < variables.length; i++) {
      infos[i] = describer.describe(variables[i]);
    }
    return infos;
  }

  /** Lists, sets, maps and optionals whose arguments are known; null for any other class. */
  private TypeInformation<?> describeContainer(Type type, Class<?> raw) {
    if (raw != List.class && raw != Set.class && raw != Map.class && raw != Optional.class) {
      return null;
    }
    if (!(type instanceof ParameterizedType)) {
      return new GenericTypeInfo<>(raw);
    }
    TypeInformation<?>[] arguments;
    try {
      arguments = describeArguments(type, raw);
    } catch (InvalidTypesException e) {
      // Kryo needs no arguments.
      return new GenericTypeInfo<>(raw);
    }
    if (raw == List.class) {
      return new ListTypeInfo<>(arguments[0]);
    } else if (raw == Set.class) {
      return new SetTypeInfo<>(arguments[0]);
    }
    return raw == Map.class
        ? new MapTypeInfo<>(arguments[0], arguments[1])
        : new OptionalTypeInfo<>(arguments[0]);
  }

  private TypeInformation<?> describeTuple(Type type, Class<?> raw) {
    if (raw == Tuple.class) {
      throw new InvalidTypesException(
          "the class Tuple says nothing about its fields: name one of Tuple0 to Tuple25");
    }
    if (Tuple0.class.isAssignableFrom(raw)) {
      return new TupleTypeInfo(Tuple0.class);
    }
    Class<?> tupleClass = raw;
    while (tupleClass.getSuperclass() != Tuple.class) {
      tupleClass = tupleClass.getSuperclass();
    }
    if (hasFieldsOfItsOwn(raw, tupleClass)) {
      return null;
    }
    if (raw == tupleClass && !(type instanceof ParameterizedType)) {
      throw new InvalidTypesException(
          "the types of the fields of "
              + raw.getSimpleName()
              + " are not known at run time, because Java erases them");
    }
    return new TupleTypeInfo(raw, describeArguments(type, tupleClass));
  }

  private static boolean hasFieldsOfItsOwn(Class<?> raw, Class<?> tupleClass) {
    for (Class<?> c = raw; c != tupleClass; c = c.getSuperclass()) {
      for (var field : c.getDeclaredFields()) {
        int modifiers = field.getModifiers();
        if (!Modifier.isStatic(modifiers) && !Modifier.isTransient(modifiers)) {
          return true;
        }
      }
    }
    return false;
  }
}
