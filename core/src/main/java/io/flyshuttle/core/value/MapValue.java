// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.value;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import java.io.IOException;
import java.util.AbstractMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A map of values of two classes, which a subclass names as type arguments.
 *
 * @param <K> class of the keys; has a constructor without arguments
 * @param <V> class of the values; has a constructor without arguments
 */
public abstract class MapValue<K extends Value, V extends Value> extends AbstractMap<K, V>
    implements Value, Map<K, V> {
  private static final long serialVersionUID = 1L;

  private final Class<K> keyClass;
  private final Class<V> valueClass;
  private final Map<K, V> map;

  public MapValue() {
    this.keyClass = ListValue.typeArgument(getClass(), MapValue.class, 0);
    this.valueClass = ListValue.typeArgument(getClass(), MapValue.class, 1);
    this.map = new HashMap<>();
  }

  public MapValue(Map<K, V> map) {
    this();
    this.map.putAll(map);
  }

  @Override
  public V put(K key, V value) {
    return map.put(key, value);
  }

  @Override
  public V get(Object key) {
    return map.get(key);
  }

  @Override
  public V remove(Object key) {
    return map.remove(key);
  }

  @Override
  public boolean containsKey(Object key) {
    return map.containsKey(key);
  }

  @Override
  public Set<Entry<K, V>> entrySet() {
    return map.entrySet();
  }

  @Override
  public void read(DataInputView in) throws IOException {
    map.clear();
    for (int i = in.readInt(); i > 0; i--) {
      K key = ListValue.newInstance(keyClass);
      V value = ListValue.newInstance(valueClass);
      key.read(in);
      value.read(in);
      map.put(key, value);
    }
  }

  @Override
  public void write(DataOutputView out) throws IOException {
    out.writeInt(map.size());
    for (Entry<K, V> entry : map.entrySet()) {
      entry.getKey().write(out);
      entry.getValue().write(out);
    }
  }
}
