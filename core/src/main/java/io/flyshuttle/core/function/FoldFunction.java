// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function;

import java.io.Serializable;

/**
 * Adds records one by one to an accumulator of another type.
 *
 * @param O type of the records taken
 * @param T type of the accumulator, and of the result
 */
@FunctionalInterface
public interface FoldFunction<O, T> extends Function, Serializable {

  /**
   * {@code accumulator} with {@code value} added.
   *
   * @throws Exception fails the job, or restarts it where a restart strategy says so
   */
  T fold(T accumulator, O value) throws Exception;
}
