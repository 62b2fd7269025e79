// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.extract;

import io.flyshuttle.core.tuple.Tuple;
import io.flyshuttle.core.type.CompositeType;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.typeinfo.BasicArrayTypeInfo;
import io.flyshuttle.core.typeinfo.ObjectArrayTypeInfo;
import io.flyshuttle.core.typeinfo.PrimitiveArrayTypeInfo;
import io.flyshuttle.core.typeinfo.TupleTypeInfoBase;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Map;

/**
 * Binds type variables by laying the type that a function declares for its input beside the
 * description of the input it really gets.
 */
final class InputUnification {
  private InputUnification() {}

  /** Binds what can be bound; what does not fit is left alone. */
  static void unify(Type declared, TypeInformation<?> actual, TypeBindings bindings) {
    Type type = bindings.resolve(declared);
    if (type instanceof TypeVariable<?> variable) {
      bindings.bind(variable, actual);
    } else if (type instanceof WildcardType wildcard) {
      unify(wildcard.getUpperBounds()[0], actual, bindings);
    } else if (type instanceof GenericArrayType array) {
      TypeInformation<?> component = componentOf(actual);
      if (component != null) {
        unify(array.getGenericComponentType(), component, bindings);
      }
    } else if (type instanceof ParameterizedType || type instanceof Class<?>) {
      unifyClass(type, actual, bindings);
    }
  }

  private static void unifyClass(Type type, TypeInformation<?> actual, TypeBindings bindings) {
    Class<?> raw = TypeBindings.rawClass(type);
    if (Tuple.class.isAssignableFrom(raw) && actual instanceof TupleTypeInfoBase<?> tuple) {
      Class<?> tupleClass = raw;
      while (tupleClass != Tuple.class && tupleClass.getSuperclass() != Tuple.class) {
        tupleClass = tupleClass.getSuperclass();
      }
      TypeBindings inner = inner(type, tupleClass, bindings);
      TypeVariable<?>[] variables = tupleClass.getTypeParameters();
      for (int i = 0; i < variables.length && i < tuple.getArity(); i++) {
        unify(inner.resolve(variables[i]), tuple.getTypeAt(i), bindings);
      }
      return;
    }
    Map<String, TypeInformation<?>> parameters = actual.getGenericParameters();
    TypeBindings inner = inner(type, raw, bindings);
    for (TypeVariable<?> variable : raw.getTypeParameters()) {
      TypeInformation<?> known = parameters.get(variable.getName());
      if (known != null) {
        unify(inner.resolve(variable), known, bindings);
      }
    }
    if (parameters.isEmpty() && actual instanceof CompositeType<?> composite) {
      unifyFields(type, raw, composite, bindings);
    }
  }

  private static TypeBindings inner(Type type, Class<?> base, TypeBindings bindings) {
    TypeBindings inner = bindings.copy();
    inner.collect(type, base);
    return inner;
  }

  private static void unifyFields(
      Type type, Class<?> raw, CompositeType<?> composite, TypeBindings bindings) {
    for (Class<?> c = raw; c != null && c != Object.class; c = c.getSuperclass()) {
      TypeBindings inner = inner(type, c, bindings);
      for (Field field : c.getDeclaredFields()) {
        int position = composite.getFieldIndex(field.getName());
        if (position >= 0
            && !Modifier.isStatic(field.getModifiers())
            && !(field.getGenericType() instanceof Class<?>)) {
          unify(inner.substitute(field.getGenericType()), composite.getTypeAt(position), bindings);
        }
      }
    }
  }

  private static TypeInformation<?> componentOf(TypeInformation<?> actual) {
    if (actual instanceof ObjectArrayTypeInfo<?, ?> array) {
      return array.getComponentInfo();
    }
    if (actual instanceof BasicArrayTypeInfo<?, ?> array) {
      return array.getComponentInfo();
    }
    return actual instanceof PrimitiveArrayTypeInfo<?> array ? array.getComponentType() : null;
  }
}
