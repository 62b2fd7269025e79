// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function;

import java.io.Serializable;

/**
 * Makes any number of records of two that have the same key. In an outer join one of them may be
 * null.
 *
 * @param IN1 type of the first side
 * @param IN2 type of the second side
 * @param OUT type of the records made
 */
@FunctionalInterface
public interface FlatJoinFunction<IN1, IN2, OUT> extends Function, Serializable {

  /**
   * Gives to {@code out} what is made of the pair.
   *
   * @throws Exception fails the job, or restarts it where a restart strategy says so
   */
  void join(IN1 first, IN2 second, Collector<OUT> out) throws Exception;
}
