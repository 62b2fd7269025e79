// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function;

import java.io.Serializable;

/**
 * Sees all records of one subtask.
 *
 * @param T type of the records taken
 * @param O type of the records made
 */
@FunctionalInterface
public interface MapPartitionFunction<T, O> extends Function, Serializable {

  /**
   * Takes the records of the subtask. The iterable can be walked once; a record that is kept must
   * be copied where object reuse is on.
   *
   * @throws Exception fails the job, or restarts it where a restart strategy says so
   */
  void mapPartition(Iterable<T> values, Collector<O> out) throws Exception;
}
