// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function.rich;

import io.flyshuttle.core.function.MapFunction;

/**
 * A {@link MapFunction} with life cycle and runtime context.
 *
 * @param <IN> type of the records taken
 * @param <OUT> type of the records made
 */
public abstract class RichMapFunction<IN, OUT> extends AbstractRichFunction
    implements MapFunction<IN, OUT> {
  private static final long serialVersionUID = 1L;

  @Override
  public abstract OUT map(IN value) throws Exception;
}
