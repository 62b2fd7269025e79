// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.typeinfo;

import io.flyshuttle.core.job.SerializerConfig;
import io.flyshuttle.core.serialize.collection.ListSerializer;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.type.TypeSerializer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Lists, read back as {@link java.util.ArrayList}.
 *
 * @param <T> type of the elements
 */
public final class ListTypeInfo<T> extends TypeInformation<List<T>> {
  private static final long serialVersionUID = 1L;

  private final TypeInformation<T> elementTypeInfo;

  public ListTypeInfo(Class<T> elementTypeClass) {
    this(of(elementTypeClass));
  }

  public ListTypeInfo(TypeInformation<T> elementTypeInfo) {
    this.elementTypeInfo = Objects.requireNonNull(elementTypeInfo);
  }

  /** The type of the elements. */
  public TypeInformation<T> getElementTypeInfo() {
    return elementTypeInfo;
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
  @SuppressWarnings("unchecked")
  public Class<List<T>> getTypeClass() {
    return (Class<List<T>>) (Class<?>) List.class;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public Map<String, TypeInformation<?>> getGenericParameters() {
    Map<String, TypeInformation<?>> parameters = new LinkedHashMap<>();
    parameters.put("E", elementTypeInfo);
    return parameters;
  }

  @Override
  public TypeSerializer<List<T>> createSerializer(SerializerConfig config) {
    return new ListSerializer<>(elementTypeInfo.createSerializer(config));
  }

  @Override
  public boolean canEqual(Object obj) {
    return obj instanceof ListTypeInfo;
  }

  @Override
  public boolean equals(Object obj) {
    return obj instanceof ListTypeInfo<?> other
        && other.canEqual(this)
        && elementTypeInfo.equals(other.elementTypeInfo);
  }

  @Override
  public int hashCode() {
    return 31 * elementTypeInfo.hashCode() + 1;
  }

  @Override
  public String toString() {
    return "List<" + elementTypeInfo + '>';
  }
}
