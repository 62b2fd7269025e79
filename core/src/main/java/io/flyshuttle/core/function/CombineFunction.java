// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function;

import java.io.Serializable;

/**
 * Makes one record of a part of a group before it is sent.
 *
 * @param IN type of the records taken
 * @param OUT type of the record made
 */
@FunctionalInterface
public interface CombineFunction<IN, OUT> extends Function, Serializable {

  /**
   * The part of a group as one record. The iterable can be walked once.
   *
   * @throws Exception fails the job, or restarts it where a restart strategy says so
   */
  OUT combine(Iterable<IN> values) throws Exception;
}
