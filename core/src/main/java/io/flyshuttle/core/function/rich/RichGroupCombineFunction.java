// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function.rich;

import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.GroupCombineFunction;

/**
 * A {@link GroupCombineFunction} with life cycle and runtime context.
 *
 * @param <IN> type of the records taken
 * @param <OUT> type of the records made
 */
public abstract class RichGroupCombineFunction<IN, OUT> extends AbstractRichFunction
    implements GroupCombineFunction<IN, OUT> {
  private static final long serialVersionUID = 1L;

  @Override
  public abstract void combine(Iterable<IN> values, Collector<OUT> out) throws Exception;
}
