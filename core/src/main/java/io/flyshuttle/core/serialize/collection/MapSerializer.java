// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.collection;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.type.CompositeTypeSerializerSnapshot;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.core.type.TypeSerializerSnapshot;
import io.flyshuttle.core.value.VarInt;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Writes maps; reads them as hash maps that keep the order in which the entries were written. Keys
 * and values may be null.
 *
 * @param <K> type of the keys
 * @param <V> type of the values
 */
public final class MapSerializer<K, V> extends TypeSerializer<Map<K, V>> {
  private static final long serialVersionUID = 1L;

  private final TypeSerializer<K> keySerializer;
  private final TypeSerializer<V> valueSerializer;

  public MapSerializer(TypeSerializer<K> keySerializer, TypeSerializer<V> valueSerializer) {
    this.keySerializer = Objects.requireNonNull(keySerializer);
    this.valueSerializer = Objects.requireNonNull(valueSerializer);
  }

  public TypeSerializer<K> getKeySerializer() {
    return keySerializer;
  }

  public TypeSerializer<V> getValueSerializer() {
    return valueSerializer;
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public MapSerializer<K, V> duplicate() {
    TypeSerializer<K> keys = keySerializer.duplicate();
    TypeSerializer<V> values = valueSerializer.duplicate();
    return keys == keySerializer && values == valueSerializer
        ? this
        : new MapSerializer<>(keys, values);
  }

  @Override
  public Map<K, V> createInstance() {
    return new LinkedHashMap<>();
  }

  @Override
  public Map<K, V> copy(Map<K, V> from) {
    Map<K, V> copy = newMap(from.size());
    for (Map.Entry<K, V> entry : from.entrySet()) {
      copy.put(
          Elements.copyOf(entry.getKey(), keySerializer),
          Elements.copyOf(entry.getValue(), valueSerializer));
    }
    return copy;
  }

  private static <K, V> Map<K, V> newMap(int size) {
    return new LinkedHashMap<>(size + size / 3 + 1);
  }

  @Override
  public Map<K, V> copy(Map<K, V> from, Map<K, V> reuse) {
    return copy(from);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(Map<K, V> record, DataOutputView target) throws IOException {
    boolean hasNulls = false;
    for (Map.Entry<K, V> entry : record.entrySet()) {
      if (entry.getKey() == null || entry.getValue() == null) {
        hasNulls = true;
        break;
      }
    }
    VarInt.write(record.size() << 1 | (hasNulls ? 1 : 0), target);
    for (Map.Entry<K, V> entry : record.entrySet()) {
      Elements.writeOne(entry.getKey(), hasNulls, keySerializer, target);
      Elements.writeOne(entry.getValue(), hasNulls, valueSerializer, target);
    }
  }

  @Override
  public Map<K, V> deserialize(DataInputView source) throws IOException {
    int header = VarInt.read(source);
    int size = Elements.size(header);
    boolean hasNulls = Elements.hasNulls(header);
    Map<K, V> map = newMap(size);
    for (int i = 0; i < size; i++) {
      K key = Elements.readOne(hasNulls, keySerializer, source);
      map.put(key, Elements.readOne(hasNulls, valueSerializer, source));
    }
    return map;
  }

  @Override
  public Map<K, V> deserialize(Map<K, V> reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    int header = VarInt.read(source);
    VarInt.write(header, target);
    boolean hasNulls = Elements.hasNulls(header);
    for (int i = Elements.size(header); i > 0; i--) {
      Elements.copyOne(hasNulls, keySerializer, source, target);
      Elements.copyOne(hasNulls, valueSerializer, source, target);
    }
  }

  @Override
  public boolean equals(Object obj) {
    return obj instanceof MapSerializer<?, ?> other
        && keySerializer.equals(other.keySerializer)
        && valueSerializer.equals(other.valueSerializer);
  }

  @Override
  public int hashCode() {
    return 31 * keySerializer.hashCode() + valueSerializer.hashCode();
  }

  @Override
  public TypeSerializerSnapshot<Map<K, V>> snapshotConfiguration() {
    return new Snapshot<>(this);
  }

  /** Keeps the snapshots of the key and value serializers. */
  public static final class Snapshot<K, V>
      extends CompositeTypeSerializerSnapshot<Map<K, V>, MapSerializer<K, V>> {

    /** For reading. */
    public Snapshot() {}

    Snapshot(MapSerializer<K, V> serializer) {
      super(serializer);
    }

    @Override
    protected int getCurrentOuterSnapshotVersion() {
      return 1;
    }

    @Override
    protected TypeSerializer<?>[] getNestedSerializers(MapSerializer<K, V> outerSerializer) {
      return new TypeSerializer<?>[] {
        outerSerializer.keySerializer, outerSerializer.valueSerializer
      };
    }

    @Override
    @SuppressWarnings("unchecked")
    protected MapSerializer<K, V> createOuterSerializerWithNestedSerializers(
        TypeSerializer<?>[] nestedSerializers) {
      return new MapSerializer<>(
          (TypeSerializer<K>) nestedSerializers[0], (TypeSerializer<V>) nestedSerializers[1]);
    }
  }
}
