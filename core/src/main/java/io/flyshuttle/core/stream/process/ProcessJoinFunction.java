// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.process;

import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.rich.AbstractRichFunction;
import io.flyshuttle.core.time.OutputTag;

/**
 * Takes each pair that a join of two streams found.
 *
 * @param <IN1> type of the left input
 * @param <IN2> type of the right input
 * @param <OUT> type of the output
 */
public abstract class ProcessJoinFunction<IN1, IN2, OUT> extends AbstractRichFunction {
  private static final long serialVersionUID = 1L;

  /** Takes one pair. */
  public abstract void processElement(IN1 left, IN2 right, Context ctx, Collector<OUT> out)
      throws Exception;

  /** What a call may use. Valid during the call. */
  public abstract class Context {

    /** Event time of the left record, in milliseconds since 1970. */
    public abstract long getLeftTimestamp();

    /** Event time of the right record, in milliseconds since 1970. */
    public abstract long getRightTimestamp();

    /** Event time of the pair: the later of the two. */
    public abstract long getTimestamp();

    /** Emits to a side output. */
    public abstract <X> void output(OutputTag<X> outputTag, X value);
  }
}
