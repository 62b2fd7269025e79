// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream.operator;

/**
 * A timer that has rung.
 *
 * @param <K> type of the key
 * @param <N> type of the namespace
 */
public interface InternalTimer<K, N> {

  /** The time it was set for, in milliseconds since 1970. */
  long getTimestamp();

  K getKey();

  N getNamespace();
}
