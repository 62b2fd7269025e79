// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function.rich;

import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.MapPartitionFunction;

/**
 * A {@link MapPartitionFunction} with life cycle and runtime context.
 *
 * @param <I> type of the records taken
 * @param <O> type of the records made
 */
public abstract class RichMapPartitionFunction<I, O> extends AbstractRichFunction
    implements MapPartitionFunction<I, O> {
  private static final long serialVersionUID = 1L;

  @Override
  public abstract void mapPartition(Iterable<I> values, Collector<O> out) throws Exception;
}
