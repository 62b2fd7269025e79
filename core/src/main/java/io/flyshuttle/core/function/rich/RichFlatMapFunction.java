// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function.rich;

import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.FlatMapFunction;

/**
 * A {@link FlatMapFunction} with life cycle and runtime context.
 *
 * @param <IN> type of the records taken
 * @param <OUT> type of the records made
 */
public abstract class RichFlatMapFunction<IN, OUT> extends AbstractRichFunction
    implements FlatMapFunction<IN, OUT> {
  private static final long serialVersionUID = 1L;

  @Override
  public abstract void flatMap(IN value, Collector<OUT> out) throws Exception;
}
