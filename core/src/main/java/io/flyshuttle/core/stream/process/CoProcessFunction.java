// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.process;

import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.rich.AbstractRichFunction;
import io.flyshuttle.core.time.OutputTag;
import io.flyshuttle.core.time.TimeDomain;
import io.flyshuttle.core.time.TimerService;

/**
 * Sees the records of two streams, with their time, in one function, so that both share state.
 *
 * @param <IN1> type of the first input
 * @param <IN2> type of the second input
 * @param <OUT> type of the output
 */
public abstract class CoProcessFunction<IN1, IN2, OUT> extends AbstractRichFunction {
  private static final long serialVersionUID = 1L;

  /** Takes one record of the first input. */
  public abstract void processElement1(IN1 value, Context ctx, Collector<OUT> out) throws Exception;

  /** Takes one record of the second input. */
  public abstract void processElement2(IN2 value, Context ctx, Collector<OUT> out) throws Exception;

  /** A timer has fired. */
  public void onTimer(long timestamp, OnTimerContext ctx, Collector<OUT> out) throws Exception {}

  /** What a call may use. Valid during the call. */
  public abstract class Context {

    /** The record's event time in milliseconds since 1970, or null if it has none. */
    public abstract Long timestamp();

    /** Time, and timers; timers need a keyed stream. */
    public abstract TimerService timerService();

    /** Emits to a side output. */
    public abstract <X> void output(OutputTag<X> outputTag, X value);
  }

  /** What a timer's call may use. Valid during the call. */
  public abstract class OnTimerContext extends Context {

    /** Which clock the timer was set on. */
    public abstract TimeDomain timeDomain();
  }
}
