// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.typeinfo;

import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.job.SerializerConfig;
import io.flyshuttle.core.serialize.basic.EnumSerializer;
import io.flyshuttle.core.serialize.compare.EnumComparator;
import io.flyshuttle.core.type.AtomicType;
import io.flyshuttle.core.type.TypeComparator;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.type.TypeSerializer;

/**
 * Enums, ordered as they are declared.
 *
 * @param <T> the enum
 */
public class EnumTypeInfo<T extends Enum<T>> extends TypeInformation<T> implements AtomicType<T> {
  private static final long serialVersionUID = 1L;

  private final Class<T> typeClass;

  public EnumTypeInfo(Class<T> typeClass) {
    if (!Enum.class.isAssignableFrom(typeClass)) {
      throw new IllegalArgumentException(typeClass.getName() + " is not an enum");
    }
    this.typeClass = typeClass;
  }

  @Override
  public TypeComparator<T> createComparator(
      boolean sortOrderAscending, ExecutionConfig executionConfig) {
    return new EnumComparator<>(sortOrderAscending, new EnumSerializer<>(typeClass));
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
    return true;
  }

  @Override
  public TypeSerializer<T> createSerializer(SerializerConfig config) {
    return new EnumSerializer<>(typeClass);
  }

  @Override
  public boolean canEqual(Object obj) {
    return obj instanceof EnumTypeInfo;
  }

  @Override
  public boolean equals(Object obj) {
    return obj instanceof EnumTypeInfo<?> other
        && other.canEqual(this)
        && typeClass == other.typeClass;
  }

  @Override
  public int hashCode() {
    return typeClass.hashCode();
  }

  @Override
  public String toString() {
    return "EnumTypeInfo<" + typeClass.getName() + ">";
  }
}
