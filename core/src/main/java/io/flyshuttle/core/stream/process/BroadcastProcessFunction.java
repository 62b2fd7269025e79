// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.process;

import io.flyshuttle.core.function.Collector;

/**
 * A stream, and a broadcast stream that all subtasks see alike.
 *
 * @param <IN1> type of the stream
 * @param <IN2> type of the broadcast stream
 * @param <OUT> type of the output
 */
public abstract class BroadcastProcessFunction<IN1, IN2, OUT> extends BaseBroadcastProcessFunction {
  private static final long serialVersionUID = 1L;

  /** Takes one record of the stream. */
  public abstract void processElement(IN1 value, ReadOnlyContext ctx, Collector<OUT> out)
      throws Exception;

  /** Takes one broadcast record; must do the same in all subtasks. */
  public abstract void processBroadcastElement(IN2 value, Context ctx, Collector<OUT> out)
      throws Exception;

  /** See {@link BaseBroadcastProcessFunction.Context}. */
  public abstract class Context extends BaseBroadcastProcessFunction.Context {}

  /** See {@link BaseBroadcastProcessFunction.ReadOnlyContext}. */
  public abstract class ReadOnlyContext extends BaseBroadcastProcessFunction.ReadOnlyContext {}
}
