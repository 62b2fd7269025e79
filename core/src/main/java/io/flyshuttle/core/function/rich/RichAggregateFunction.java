// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function.rich;

import io.flyshuttle.core.function.AggregateFunction;

/**
 * An {@link AggregateFunction} with life cycle and runtime context.
 *
 * @param <IN> type of the records taken
 * @param <ACC> type of the accumulator
 * @param <OUT> type of the result
 */
public abstract class RichAggregateFunction<IN, ACC, OUT> extends AbstractRichFunction
    implements AggregateFunction<IN, ACC, OUT> {
  private static final long serialVersionUID = 1L;

  @Override
  public abstract ACC createAccumulator();

  @Override
  public abstract ACC add(IN value, ACC accumulator);

  @Override
  public abstract OUT getResult(ACC accumulator);

  @Override
  public abstract ACC merge(ACC a, ACC b);
}
