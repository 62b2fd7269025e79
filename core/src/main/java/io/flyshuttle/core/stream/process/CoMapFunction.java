// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.process;

import io.flyshuttle.core.function.Function;
import java.io.Serializable;

/**
 * Maps the records of two streams to one.
 *
 * @param <IN1> type of the first input
 * @param <IN2> type of the second input
 * @param <OUT> type of the output
 */
public interface CoMapFunction<IN1, IN2, OUT> extends Function, Serializable {
  OUT map1(IN1 value) throws Exception;

  OUT map2(IN2 value) throws Exception;
}
