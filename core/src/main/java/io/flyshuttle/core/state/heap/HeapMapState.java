// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.heap;

import io.flyshuttle.core.state.MapState;
import io.flyshuttle.core.type.TypeSerializer;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/** A map per key. */
final class HeapMapState<UK, UV> extends HeapState implements MapState<UK, UV> {
  private final TypeSerializer<UV> valueSerializer;

  HeapMapState(StateTable table, TypeSerializer<UV> valueSerializer) {
    super(table);
    this.valueSerializer = valueSerializer;
  }

  @Override
  public UV get(UK key) {
    Map<UK, UV> map = mapToRead();
    UV value = map == null ? null : map.get(key);
    if (value != null && !valueSerializer.isImmutableType() && table.isFrozen(namespace)) {
      // the caller may change it, while a snapshot has yet to write it
      return valueSerializer.copy(value);
    }
    return value;
  }

  @Override
  public void put(UK key, UV value) {
    mapToChange().put(key, value);
  }

  @Override
  public void putAll(Map<UK, UV> map) {
    if (!map.isEmpty()) {
      mapToChange().putAll(map);
    }
  }

  @Override
  public void remove(UK key) {
    if (!contains(key)) {
      return;
    }
    Map<UK, UV> map = mapToChange();
    map.remove(key);
    if (map.isEmpty()) {
      clear();
    }
  }

  @Override
  public boolean contains(UK key) {
    Map<UK, UV> map = mapToRead();
    return map != null && map.containsKey(key);
  }

  @Override
  public boolean isEmpty() {
    Map<UK, UV> map = mapToRead();
    return map == null || map.isEmpty();
  }

  @Override
  public Iterable<Map.Entry<UK, UV>> entries() {
    Map<UK, UV> map = map();
    return map == null ? Collections.emptySet() : map.entrySet();
  }

  @Override
  public Iterable<UK> keys() {
    Map<UK, UV> map = map();
    return map == null ? Collections.emptySet() : map.keySet();
  }

  @Override
  public Iterable<UV> values() {
    Map<UK, UV> map = map();
    return map == null ? Collections.emptySet() : map.values();
  }

  @Override
  public Iterator<Map.Entry<UK, UV>> iterator() {
    return entries().iterator();
  }

  @SuppressWarnings("unchecked")
  private Map<UK, UV> map() {
    return (Map<UK, UV>) table.get(namespace);
  }

  @SuppressWarnings("unchecked")
  private Map<UK, UV> mapToRead() {
    return (Map<UK, UV>) table.peek(namespace);
  }

  private Map<UK, UV> mapToChange() {
    Map<UK, UV> map = map();
    if (map == null) {
      map = new HashMap<>(8);
      table.put(namespace, map);
    }
    return map;
  }
}
