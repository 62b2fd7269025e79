// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function.rich;

import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.GroupReduceFunction;

/**
 * A {@link GroupReduceFunction} with life cycle and runtime context.
 *
 * @param <IN> type of the records taken
 * @param <OUT> type of the records made
 */
public abstract class RichGroupReduceFunction<IN, OUT> extends AbstractRichFunction
    implements GroupReduceFunction<IN, OUT> {
  private static final long serialVersionUID = 1L;

  @Override
  public abstract void reduce(Iterable<IN> values, Collector<OUT> out) throws Exception;
}
