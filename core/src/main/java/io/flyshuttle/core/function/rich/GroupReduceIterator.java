// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function.rich;

import io.flyshuttle.core.function.Collector;
import java.util.Iterator;

/**
 * A group reduce whose records are those of an iterator.
 *
 * @param <IN> type of the records taken
 * @param <OUT> type of the records made
 */
public abstract class GroupReduceIterator<IN, OUT> extends RichGroupReduceFunction<IN, OUT> {
  private static final long serialVersionUID = 1L;

  /** The records made of a group. */
  public abstract Iterator<OUT> reduceGroup(Iterable<IN> values) throws Exception;

  @Override
  public final void reduce(Iterable<IN> values, Collector<OUT> out) throws Exception {
    reduceGroup(values).forEachRemaining(out::collect);
  }
}
