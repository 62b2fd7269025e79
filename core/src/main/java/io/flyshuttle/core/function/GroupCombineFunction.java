// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function;

import java.io.Serializable;

/**
 * Reduces a part of a group before it is sent. It may see any part of the group, any number of
 * times.
 *
 * @param IN type of the records taken
 * @param OUT type of the records made
 */
@FunctionalInterface
public interface GroupCombineFunction<IN, OUT> extends Function, Serializable {

  /**
   * Takes one part of a group. The iterable can be walked once.
   *
   * @throws Exception fails the job, or restarts it where a restart strategy says so
   */
  void combine(Iterable<IN> values, Collector<OUT> out) throws Exception;
}
