// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function.rich;

import io.flyshuttle.core.function.Collector;
import java.util.Iterator;

/**
 * A flat map whose records are those of an iterator.
 *
 * @param <IN> type of the records taken
 * @param <OUT> type of the records made
 */
public abstract class FlatMapIterator<IN, OUT> extends RichFlatMapFunction<IN, OUT> {
  private static final long serialVersionUID = 1L;

  /** The records made of {@code value}. */
  public abstract Iterator<OUT> flatMap(IN value) throws Exception;

  @Override
  public final void flatMap(IN value, Collector<OUT> out) throws Exception {
    flatMap(value).forEachRemaining(out::collect);
  }
}
