// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.process;

import io.flyshuttle.core.state.State;

/**
 * Something to do with the state of every key.
 *
 * @param <K> type of the key
 * @param <S> type of the state
 */
public interface KeyedStateFunction<K, S extends State> {
  void process(K key, S state) throws Exception;
}
