// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state;

/**
 * State of one operator, by key.
 *
 * @param <K> type of the keys
 */
public interface KeyedStateBackend<K> {}
