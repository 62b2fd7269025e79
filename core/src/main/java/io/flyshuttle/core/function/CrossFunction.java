// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function;

import java.io.Serializable;

/**
 * Makes one record of each pair of a cross product.
 *
 * @param IN1 type of the first side
 * @param IN2 type of the second side
 * @param OUT type of the records made
 */
@FunctionalInterface
public interface CrossFunction<IN1, IN2, OUT> extends Function, Serializable {

  /**
   * The record made of the pair.
   *
   * @throws Exception fails the job, or restarts it where a restart strategy says so
   */
  OUT cross(IN1 val1, IN2 val2) throws Exception;
}
