// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.type;

/**
 * Captures a generic type: {@code new TypeHint<Tuple2<String, Integer>>() {}}. The anonymous
 * subclass keeps the type arguments that erasure would drop.
 *
 * @param <T> the type
 */
public abstract class TypeHint<T> {
  private final TypeInformation<T> typeInfo;

  /**
   * @throws InvalidTypesException if the type argument has type variables or cannot be described
   */
  @SuppressWarnings("unchecked")
  public TypeHint() {
    this.typeInfo =
        (TypeInformation<T>) TypeExtraction.current().ofTypeArgument(TypeHint.class, getClass(), 0);
  }

  /** The captured type. */
  public TypeInformation<T> getTypeInfo() {
    return typeInfo;
  }

  @Override
  public int hashCode() {
    return typeInfo.hashCode();
  }

  @Override
  public boolean equals(Object obj) {
    return obj == this || obj instanceof TypeHint<?> other && typeInfo.equals(other.typeInfo);
  }

  @Override
  public String toString() {
    return "TypeHint: " + typeInfo;
  }
}
