// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.typeinfo;

import io.flyshuttle.core.job.SerializerConfig;
import io.flyshuttle.core.serialize.collection.OptionalSerializer;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.type.TypeSerializer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A value that may be absent.
 *
 * @param <T> type of the value
 */
public final class OptionalTypeInfo<T> extends TypeInformation<Optional<T>> {
  private static final long serialVersionUID = 1L;

  private final TypeInformation<T> valueType;

  public OptionalTypeInfo(TypeInformation<T> valueType) {
    this.valueType = Objects.requireNonNull(valueType);
  }

  public TypeInformation<T> getValueType() {
    return valueType;
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
  public Class<Optional<T>> getTypeClass() {
    return (Class<Optional<T>>) (Class<?>) Optional.class;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public Map<String, TypeInformation<?>> getGenericParameters() {
    Map<String, TypeInformation<?>> parameters = new LinkedHashMap<>();
    parameters.put("T", valueType);
    return parameters;
  }

  @Override
  public TypeSerializer<Optional<T>> createSerializer(SerializerConfig config) {
    return new OptionalSerializer<>(valueType.createSerializer(config));
  }

  @Override
  public boolean canEqual(Object obj) {
    return obj instanceof OptionalTypeInfo;
  }

  @Override
  public boolean equals(Object obj) {
    return obj instanceof OptionalTypeInfo<?> other
        && other.canEqual(this)
        && valueType.equals(other.valueType);
  }

  @Override
  public int hashCode() {
    return 19 * valueType.hashCode();
  }

  @Override
  public String toString() {
    return "Optional<" + valueType + ">";
  }
}
