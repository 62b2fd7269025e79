// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function;

import java.io.Serializable;

/**
 * Decides by key which subtask gets a record.
 *
 * @param K type of the keys
 */
@FunctionalInterface
public interface Partitioner<K> extends Function, Serializable {

  /** A subtask, from 0 to {@code numPartitions - 1}. The same key always gives the same subtask. */
  int partition(K key, int numPartitions);
}
