// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function;

import java.io.Serializable;

/**
 * Makes one record of two, again and again, until one is left per group. The order in which records
 * meet is not fixed: the function must be associative.
 *
 * @param T type of the records
 */
@FunctionalInterface
public interface ReduceFunction<T> extends Function, Serializable {

  /**
   * The two combined into one. May change and return {@code value1}.
   *
   * @throws Exception fails the job, or restarts it where a restart strategy says so
   */
  T reduce(T value1, T value2) throws Exception;
}
