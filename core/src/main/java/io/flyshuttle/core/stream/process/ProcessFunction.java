// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.process;

import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.rich.AbstractRichFunction;
import io.flyshuttle.core.time.OutputTag;
import io.flyshuttle.core.time.TimeDomain;
import io.flyshuttle.core.time.TimerService;

/**
 * Sees every record with its time, may emit any number, also to side outputs, and on a keyed stream
 * may use state and timers.
 *
 * @param <I> type of the input
 * @param <O> type of the output
 */
public abstract class ProcessFunction<I, O> extends AbstractRichFunction {
  private static final long serialVersionUID = 1L;

  /** Takes one record. */
  public abstract void processElement(I value, Context ctx, Collector<O> out) throws Exception;

  /** A timer has fired. */
  public void onTimer(long timestamp, OnTimerContext ctx, Collector<O> out) throws Exception {}

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
