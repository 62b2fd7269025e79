// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.extract;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;

/** A generic class with its own type variables as arguments: the type of {@code this} in it. */
record ParameterizedSelf(Class<?> raw) implements ParameterizedType {

  static Type of(Class<?> raw) {
    return raw.getTypeParameters().length == 0 ? raw : new ParameterizedSelf(raw);
  }

  @Override
  public Type[] getActualTypeArguments() {
    return raw.getTypeParameters();
  }

  @Override
  public Type getRawType() {
    return raw;
  }

  @Override
  public Type getOwnerType() {
    return raw.getDeclaringClass();
  }
}
