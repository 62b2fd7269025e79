// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.typeinfo;

import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.job.SerializerConfig;
import io.flyshuttle.core.serialize.compare.GenericComparator;
import io.flyshuttle.core.serialize.kryo.KryoSerializer;
import io.flyshuttle.core.type.AtomicType;
import io.flyshuttle.core.type.InvalidTypesException;
import io.flyshuttle.core.type.TypeComparator;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.type.TypeSerializer;
import java.util.Objects;

/**
 * A class that nothing else describes: Kryo serializes it.
 *
 * @param <T> the class
 */
public class GenericTypeInfo<T> extends TypeInformation<T> implements AtomicType<T> {
  private static final long serialVersionUID = 1L;

  private final Class<T> typeClass;

  public GenericTypeInfo(Class<T> typeClass) {
    this.typeClass = Objects.requireNonNull(typeClass);
  }

  @Override
  public TypeComparator<T> createComparator(
      boolean sortOrderAscending, ExecutionConfig executionConfig) {
    if (!isKeyType()) {
      throw new InvalidTypesException(
          "Records of "
              + typeClass.getName()
              + " have no order and cannot be keys: let the class implement Comparable, or use a"
              + " KeySelector that returns a basic type, a tuple or a POJO.");
    }
    return new GenericComparator<>(sortOrderAscending, createSerializer(executionConfig));
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public Class<T> getTypeClass() {
    return typeClass;
  }

  @Override
  public boolean isKeyType() {
    return Comparable.class.isAssignableFrom(typeClass);
  }

  @Override
  public TypeSerializer<T> createSerializer(SerializerConfig config) {
    if (config.hasGenericTypesDisabled()) {
      throw new GenericTypesDisabledException(typeClass);
    }
    return new KryoSerializer<>(typeClass, config);
  }

  @Override
  public boolean canEqual(Object obj) {
    return obj instanceof GenericTypeInfo;
  }

  @Override
  public boolean equals(Object obj) {
    return obj instanceof GenericTypeInfo<?> other
        && other.canEqual(this)
        && typeClass == other.typeClass;
  }

  @Override
  public int hashCode() {
    return typeClass.hashCode();
  }

  @Override
  public String toString() {
    return "GenericType<" + typeClass.getName() + ">";
  }
}
