// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.extract;

import io.flyshuttle.core.type.TypeInformation;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.HashMap;
import java.util.Map;

/**
 * What is known about type variables: for some the type that the program wrote, for others the
 * description of the input that fixes them. Not changed once it is in use.
 */
final class TypeBindings {
  /** More steps than any chain of variables takes; stops at variables bound in a circle. */
  private static final int MAX_STEPS = 64;

  private final Map<TypeVariable<?>, Type> types = new HashMap<>();

  /** A type that is already described. */
  record Described(TypeInformation<?> info) implements Type {}

  /** A generic type whose arguments have been filled in. */
  record Substituted(Class<?> rawType, Type[] arguments) implements ParameterizedType {
    @Override
    public Type[] getActualTypeArguments() {
      return arguments;
    }

    @Override
    public Type getRawType() {
      return rawType;
    }

    @Override
    public Type getOwnerType() {
      return null;
    }
  }

  /** An array of a generic type whose arguments have been filled in. */
  record SubstitutedArray(Type component) implements GenericArrayType {
    @Override
    public Type getGenericComponentType() {
      return component;
    }
  }

  /** Bindings of all variables between a type and a class above it. */
  static TypeBindings between(Type subtype, Class<?> base) {
    TypeBindings bindings = new TypeBindings();
    bindings.collect(subtype, base);
    return bindings;
  }

  /** A copy to which more can be added. */
  TypeBindings copy() {
    TypeBindings copy = new TypeBindings();
    copy.types.putAll(types);
    return copy;
  }

  /**
   * Walks from a type up to a class or interface above it, binding the variables on the way.
   *
   * @return whether the class was found
   */
  boolean collect(Type subtype, Class<?> base) {
    Class<?> raw = rawClass(subtype);
    if (raw == null || !base.isAssignableFrom(raw)) {
      return false;
    }
    bindArguments(subtype);
    if (raw == base) {
      return true;
    }
    for (Type parent : raw.getGenericInterfaces()) {
      if (collect(parent, base)) {
        return true;
      }
    }
    Type parent = raw.getGenericSuperclass();
    return parent != null && collect(parent, base);
  }

  /** Binds the variables of a parameterized type's class, and of the classes around it. */
  void bindArguments(Type type) {
    if (!(type instanceof ParameterizedType parameterized)) {
      return;
    }
    if (parameterized.getOwnerType() != null) {
      bindArguments(parameterized.getOwnerType());
    }
    TypeVariable<?>[] variables = ((Class<?>) parameterized.getRawType()).getTypeParameters();
    Type[] arguments = parameterized.getActualTypeArguments();
    Map<TypeVariable<?>, Type> bound = new HashMap<>();
    for (int i = 0; i < variables.length; i++) {
      Type argument = substitute(arguments[i]);
      if (argument != variables[i]) {
        bound.put(variables[i], argument);
      }
    }
    types.putAll(bound);
  }

  /** Binds a variable that is not bound yet. */
  void bind(TypeVariable<?> variable, TypeInformation<?> info) {
    types.putIfAbsent(variable, new Described(info));
  }

  /** The type in place of a variable, followed through further variables; else the type itself. */
  Type resolve(Type type) {
    Type current = type;
    for (int steps = 0; current instanceof TypeVariable<?> && steps < MAX_STEPS; steps++) {
      Type next = types.get(current);
      if (next == null) {
        return current;
      }
      current = next;
    }
    return current;
  }

  /** A type with all variables that are bound filled in. */
  Type substitute(Type type) {
    Type resolved = resolve(type);
    if (resolved instanceof ParameterizedType parameterized) {
      Type[] arguments = parameterized.getActualTypeArguments().clone();
      for (int i = 0; i < arguments.length; i++) {
        arguments[i] = substitute(arguments[i]);
      }
      return new Substituted((Class<?>) parameterized.getRawType(), arguments);
    }
    if (resolved instanceof GenericArrayType array) {
      return new SubstitutedArray(substitute(array.getGenericComponentType()));
    }
    return resolved instanceof WildcardType wildcard
        ? substitute(wildcard.getUpperBounds()[0])
        : resolved;
  }

  /** A type as text, with all variables that are bound filled in. */
  String text(Type type) {
    Type substituted = substitute(type);
    if (substituted instanceof ParameterizedType parameterized) {
      StringBuilder text = new StringBuilder(parameterized.getRawType().getTypeName());
      for (Type argument : parameterized.getActualTypeArguments()) {
        text.append('|').append(text(argument));
      }
      return text.toString();
    }
    return substituted instanceof GenericArrayType array
        ? text(array.getGenericComponentType()) + "[]"
        : substituted.toString();
  }

  /** The class of a type without its arguments; null for a variable that is not bound. */
  static Class<?> rawClass(Type type) {
    if (type instanceof Class<?> c) {
      return c;
    }
    if (type instanceof ParameterizedType parameterized) {
      return (Class<?>) parameterized.getRawType();
    }
    if (type instanceof GenericArrayType array) {
      Class<?> component = rawClass(array.getGenericComponentType());
      return component == null ? Object[].class : component.arrayType();
    }
    if (type instanceof WildcardType wildcard) {
      return rawClass(wildcard.getUpperBounds()[0]);
    }
    return type instanceof Described described ? described.info().getTypeClass() : null;
  }
}
