// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.typeinfo;

import io.flyshuttle.core.job.SerializerConfig;
import io.flyshuttle.core.serialize.array.GenericArraySerializer;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.type.TypeSerializer;
import java.util.Objects;

/**
 * Arrays of objects that are not basic types.
 *
 * @param <T> class of the arrays
 * @param <C> class of the elements
 */
public final class ObjectArrayTypeInfo<T, C> extends TypeInformation<T> {
  private static final long serialVersionUID = 1L;

  private final Class<T> arrayType;
  private final TypeInformation<C> componentInfo;

  private ObjectArrayTypeInfo(Class<T> arrayType, TypeInformation<C> componentInfo) {
    this.arrayType = Objects.requireNonNull(arrayType);
    this.componentInfo = Objects.requireNonNull(componentInfo);
  }

  /** Describes arrays of the given class. */
  public static <T, C> ObjectArrayTypeInfo<T, C> getInfoFor(
      Class<T> arrayClass, TypeInformation<C> componentInfo) {
    if (!arrayClass.isArray()) {
      throw new IllegalArgumentException(arrayClass.getName() + " is not a class of arrays");
    }
    return new ObjectArrayTypeInfo<>(arrayClass, componentInfo);
  }

  /** Describes arrays whose components are of the given type. */
  @SuppressWarnings("unchecked")
  public static <T, C> ObjectArrayTypeInfo<T, C> getInfoFor(TypeInformation<C> componentInfo) {
    return new ObjectArrayTypeInfo<>(
        (Class<T>) componentInfo.getTypeClass().arrayType(), componentInfo);
  }

  /** The type of the elements. */
  public TypeInformation<C> getComponentInfo() {
    return componentInfo;
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
    return arrayType;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  @SuppressWarnings("unchecked")
  public TypeSerializer<T> createSerializer(SerializerConfig config) {
    return (TypeSerializer<T>)
        (TypeSerializer<?>)
            new GenericArraySerializer<>(
                componentInfo.getTypeClass(), componentInfo.createSerializer(config));
  }

  @Override
  public boolean canEqual(Object obj) {
    return obj instanceof ObjectArrayTypeInfo;
  }

  @Override
  public boolean equals(Object obj) {
    return obj instanceof ObjectArrayTypeInfo<?, ?> other
        && other.canEqual(this)
        && arrayType == other.arrayType
        && componentInfo.equals(other.componentInfo);
  }

  @Override
  public int hashCode() {
    return 31 * componentInfo.hashCode() + arrayType.hashCode();
  }

  @Override
  public String toString() {
    return "ObjectArrayTypeInfo<" + componentInfo + ">";
  }
}
