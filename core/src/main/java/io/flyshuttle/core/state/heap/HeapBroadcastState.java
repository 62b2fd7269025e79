// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.heap;

import io.flyshuttle.core.memory.DataInputDeserializer;
import io.flyshuttle.core.memory.DataOutputSerializer;
import io.flyshuttle.core.state.BroadcastState;
import io.flyshuttle.core.state.OperatorStateSnapshot;
import io.flyshuttle.core.type.TypeSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** A map that is the same in all subtasks. */
final class HeapBroadcastState<K, V> implements BroadcastState<K, V> {
  private final String name;
  private final TypeSerializer<K> keySerializer;
  private final TypeSerializer<V> valueSerializer;
  private final Map<K, V> map = new HashMap<>();

  HeapBroadcastState(
      String name, TypeSerializer<K> keySerializer, TypeSerializer<V> valueSerializer) {
    this.name = name;
    this.keySerializer = keySerializer;
    this.valueSerializer = valueSerializer;
  }

  @Override
  public V get(K key) {
    return map.get(key);
  }

  @Override
  public boolean contains(K key) {
    return map.containsKey(key);
  }

  @Override
  public void put(K key, V value) {
    map.put(key, value);
  }

  @Override
  public void putAll(Map<K, V> values) {
    map.putAll(values);
  }

  @Override
  public void remove(K key) {
    map.remove(key);
  }

  @Override
  public void clear() {
    map.clear();
  }

  @Override
  public Iterator<Map.Entry<K, V>> iterator() {
    return map.entrySet().iterator();
  }

  @Override
  public Iterable<Map.Entry<K, V>> entries() {
    return map.entrySet();
  }

  @Override
  public Iterable<Map.Entry<K, V>> immutableEntries() {
    return Collections.unmodifiableMap(map).entrySet();
  }

  OperatorStateSnapshot.Entry snapshot() throws IOException {
    List<byte[]> elements = new ArrayList<>(map.size());
    DataOutputSerializer out = new DataOutputSerializer(64);
    for (Map.Entry<K, V> entry : map.entrySet()) {
      out.clear();
      keySerializer.serialize(entry.getKey(), out);
      out.writeBoolean(entry.getValue() != null);
      if (entry.getValue() != null) {
        valueSerializer.serialize(entry.getValue(), out);
      }
      elements.add(out.getCopyOfBuffer());
    }
    return new OperatorStateSnapshot.Entry(
        name,
        OperatorStateSnapshot.Mode.BROADCAST,
        ElementBytes.ofSerializers(keySerializer, valueSerializer),
        elements);
  }

  @SuppressWarnings("unchecked")
  void load(OperatorStateSnapshot.Entry entry, ClassLoader loader) throws IOException {
    List<TypeSerializer<?>> readers =
        ElementBytes.readers(name, entry.serializers(), loader, keySerializer, valueSerializer);
    TypeSerializer<K> keys = (TypeSerializer<K>) readers.get(0);
    TypeSerializer<V> values = (TypeSerializer<V>) readers.get(1);
    for (byte[] element : entry.elements()) {
      DataInputDeserializer in = new DataInputDeserializer(element);
      K key = keys.deserialize(in);
      map.put(key, in.readBoolean() ? values.deserialize(in) : null);
    }
  }
}
