// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.process;

import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.Function;
import java.io.Serializable;

/**
 * Maps each record of two streams to any number of records of one. It receives both; it matches
 * nothing.
 *
 * @param <IN1> type of the first input
 * @param <IN2> type of the second input
 * @param <OUT> type of the output
 */
public interface CoFlatMapFunction<IN1, IN2, OUT> extends Function, Serializable {
  void flatMap1(IN1 value, Collector<OUT> out) throws Exception;

  void flatMap2(IN2 value, Collector<OUT> out) throws Exception;
}
