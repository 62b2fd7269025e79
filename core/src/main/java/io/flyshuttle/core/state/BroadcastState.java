// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state;

import java.util.Iterator;
import java.util.Map;

/**
 * State that is the same in all subtasks, because all see the same elements and treat them alike.
 *
 * @param <K> type of the keys
 * @param <V> type of the values
 */
public interface BroadcastState<K, V> extends ReadOnlyBroadcastState<K, V> {

  void put(K key, V value) throws Exception;

  void putAll(Map<K, V> map) throws Exception;

  void remove(K key) throws Exception;

  Iterator<Map.Entry<K, V>> iterator() throws Exception;

  Iterable<Map.Entry<K, V>> entries() throws Exception;
}
