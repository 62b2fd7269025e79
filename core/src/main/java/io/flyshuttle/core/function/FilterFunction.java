// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function;

import java.io.Serializable;

/**
 * Decides which records stay. It must not change the records.
 *
 * @param T type of the records
 */
@FunctionalInterface
public interface FilterFunction<T> extends Function, Serializable {

  /**
   * Whether {@code value} stays.
   *
   * @throws Exception fails the job, or restarts it where a restart strategy says so
   */
  boolean filter(T value) throws Exception;
}
