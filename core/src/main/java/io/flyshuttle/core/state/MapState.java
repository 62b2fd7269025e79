// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state;

import java.util.Iterator;
import java.util.Map;

/**
 * State of many pairs, each read and written by its own key.
 *
 * @param <UK> type of the keys
 * @param <UV> type of the values
 */
public interface MapState<UK, UV> extends State {

  /** The value of {@code key}; null if there is none. */
  UV get(UK key) throws Exception;

  void put(UK key, UV value) throws Exception;

  void putAll(Map<UK, UV> map) throws Exception;

  void remove(UK key) throws Exception;

  boolean contains(UK key) throws Exception;

  /** All pairs. Removing and setting through the iterator changes the state. */
  Iterable<Map.Entry<UK, UV>> entries() throws Exception;

  Iterable<UK> keys() throws Exception;

  Iterable<UV> values() throws Exception;

  /** Walks all pairs. */
  Iterator<Map.Entry<UK, UV>> iterator() throws Exception;

  boolean isEmpty() throws Exception;
}
