// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state;

import java.util.Map;

/**
 * State that is the same in all subtasks, to be read only.
 *
 * @param <K> type of the keys
 * @param <V> type of the values
 */
public interface ReadOnlyBroadcastState<K, V> extends State {

  /** The value of {@code key}; null if there is none. Not to be changed. */
  V get(K key) throws Exception;

  boolean contains(K key) throws Exception;

  /** All pairs. Neither they nor what they hold may be changed. */
  Iterable<Map.Entry<K, V>> immutableEntries() throws Exception;
}
