// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.typeinfo;

import io.flyshuttle.core.job.SerializerConfig;
import io.flyshuttle.core.serialize.collection.MapSerializer;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.type.TypeSerializer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Maps, read back as hash maps that keep the order of the entries.
 *
 * @param <K> type of the keys
 * @param <V> type of the values
 */
public class MapTypeInfo<K, V> extends TypeInformation<Map<K, V>> {
  private static final long serialVersionUID = 1L;

  private final TypeInformation<K> keyTypeInfo;
  private final TypeInformation<V> valueTypeInfo;

  public MapTypeInfo(TypeInformation<K> keyTypeInfo, TypeInformation<V> valueTypeInfo) {
    this.keyTypeInfo = Objects.requireNonNull(keyTypeInfo);
    this.valueTypeInfo = Objects.requireNonNull(valueTypeInfo);
  }

  public MapTypeInfo(Class<K> keyClass, Class<V> valueClass) {
    this(of(keyClass), of(valueClass));
  }

  public TypeInformation<K> getKeyTypeInfo() {
    return keyTypeInfo;
  }

  public TypeInformation<V> getValueTypeInfo() {
    return valueTypeInfo;
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
  public Class<Map<K, V>> getTypeClass() {
    return (Class<Map<K, V>>) (Class<?>) Map.class;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public Map<String, TypeInformation<?>> getGenericParameters() {
    Map<String, TypeInformation<?>> parameters = new LinkedHashMap<>();
    parameters.put("K", keyTypeInfo);
    parameters.put("V", valueTypeInfo);
    return parameters;
  }

  @Override
  public TypeSerializer<Map<K, V>> createSerializer(SerializerConfig config) {
    return new MapSerializer<>(
        keyTypeInfo.createSerializer(config), valueTypeInfo.createSerializer(config));
  }

  @Override
  public boolean canEqual(Object obj) {
    return obj instanceof MapTypeInfo;
  }

  @Override
  public boolean equals(Object obj) {
    return obj instanceof MapTypeInfo<?, ?> other
        && other.canEqual(this)
        && keyTypeInfo.equals(other.keyTypeInfo)
        && valueTypeInfo.equals(other.valueTypeInfo);
  }

  @Override
  public int hashCode() {
    return 31 * keyTypeInfo.hashCode() + valueTypeInfo.hashCode();
  }

  @Override
  public String toString() {
    return "Map<" + keyTypeInfo + ", " + valueTypeInfo + ">";
  }
}
