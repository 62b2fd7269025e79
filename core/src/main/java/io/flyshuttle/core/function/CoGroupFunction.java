// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function;

import java.io.Serializable;

/**
 * Sees, for one key, all records of both sides. One side may be empty.
 *
 * @param IN1 type of the first side
 * @param IN2 type of the second side
 * @param O type of the records made
 */
@FunctionalInterface
public interface CoGroupFunction<IN1, IN2, O> extends Function, Serializable {

  /**
   * Takes the two groups of one key.
   *
   * @throws Exception fails the job, or restarts it where a restart strategy says so
   */
  void coGroup(Iterable<IN1> first, Iterable<IN2> second, Collector<O> out) throws Exception;
}
