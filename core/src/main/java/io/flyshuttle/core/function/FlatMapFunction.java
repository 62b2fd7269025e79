// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function;

import java.io.Serializable;

/**
 * Makes any number of records of one record.
 *
 * @param T type of the records taken
 * @param O type of the records made
 */
@FunctionalInterface
public interface FlatMapFunction<T, O> extends Function, Serializable {

  /**
   * Gives to {@code out} what is made of {@code value}.
   *
   * @throws Exception fails the job, or restarts it where a restart strategy says so
   */
  void flatMap(T value, Collector<O> out) throws Exception;
}
