// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function;

import java.io.Serializable;

/**
 * Makes one record of one record.
 *
 * @param T type of the records taken
 * @param O type of the records made
 */
@FunctionalInterface
public interface MapFunction<T, O> extends Function, Serializable {

  /**
   * The record made of {@code value}.
   *
   * @throws Exception fails the job, or restarts it where a restart strategy says so
   */
  O map(T value) throws Exception;
}
