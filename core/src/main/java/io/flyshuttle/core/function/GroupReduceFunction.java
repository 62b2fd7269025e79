// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function;

import java.io.Serializable;

/**
 * Sees all records of a group at once.
 *
 * @param T type of the records taken
 * @param O type of the records made
 */
@FunctionalInterface
public interface GroupReduceFunction<T, O> extends Function, Serializable {

  /**
   * Takes one group. The iterable can be walked once, and its records are not to be kept.
   *
   * @throws Exception fails the job, or restarts it where a restart strategy says so
   */
  void reduce(Iterable<T> values, Collector<O> out) throws Exception;
}
