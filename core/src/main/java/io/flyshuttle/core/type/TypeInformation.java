// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.type;

import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.job.SerializerConfig;
import java.io.Serializable;
import java.util.Collections;
import java.util.Map;

/**
 * Describes a type of a program: what it is made of, whether it can be a key, and how it is
 * serialized. Immutable; usable by any thread.
 *
 * @param <T> the type
 */
public abstract class TypeInformation<T> implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Whether this is a primitive, its box, a string, a date or a big number. */
  public abstract boolean isBasicType();

  /** Whether this is a tuple. */
  public abstract boolean isTupleType();

  /** Number of fields of the type itself, nested types counting as one; 1 for an atomic type. */
  public abstract int getArity();

  /** Number of fields, those of nested types counted one by one. At least 1. */
  public abstract int getTotalFields();

  /** The class of the type's records. */
  public abstract Class<T> getTypeClass();

  /** The descriptions of the type's generic parameters by name of the type variable. */
  public Map<String, TypeInformation<?>> getGenericParameters() {
    return Collections.emptyMap();
  }

  /** Whether records of the type can be grouped by: equal records have equal hash codes. */
  public abstract boolean isKeyType();

  /** Whether records of the type can be sorted by. */
  public boolean isSortKeyType() {
    return isKeyType();
  }

  /** A new serializer for the type. A subclass overrides one of the two forms at least. */
  public TypeSerializer<T> createSerializer(ExecutionConfig config) {
    return createSerializer(config.getSerializerConfig());
  }

  /** A new serializer for the type. A subclass overrides one of the two forms at least. */
  public TypeSerializer<T> createSerializer(SerializerConfig config) {
    return createSerializer(new ExecutionConfig(config));
  }

  @Override
  public abstract String toString();

  @Override
  public abstract boolean equals(Object obj);

  @Override
  public abstract int hashCode();

  /** Whether {@code obj} is of a class whose instances can equal this one. */
  public abstract boolean canEqual(Object obj);

  /**
   * Describes a class that is not generic. A generic type needs {@link #of(TypeHint)}.
   *
   * @throws InvalidTypesException if the class says too little
   */
  public static <T> TypeInformation<T> of(Class<T> typeClass) {
    return TypeExtraction.current().ofClass(typeClass);
  }

  /**
   * Describes a generic type, given by an anonymous subclass: {@code TypeInformation.of(new
   * TypeHint<Tuple2<String, Integer>>() {})}.
   */
  public static <T> TypeInformation<T> of(TypeHint<T> typeHint) {
    return typeHint.getTypeInfo();
  }
}
