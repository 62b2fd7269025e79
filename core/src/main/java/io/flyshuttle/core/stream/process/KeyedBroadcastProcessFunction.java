// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.process;

import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.state.State;
import io.flyshuttle.core.state.StateDescriptor;
import io.flyshuttle.core.time.TimeDomain;
import io.flyshuttle.core.time.TimerService;

/**
 * A keyed stream, and a broadcast stream that all subtasks see alike.
 *
 * @param <KS> type of the key
 * @param <IN1> type of the keyed stream
 * @param <IN2> type of the broadcast stream
 * @param <OUT> type of the output
 */
public abstract class KeyedBroadcastProcessFunction<KS, IN1, IN2, OUT>
    extends BaseBroadcastProcessFunction {
  private static final long serialVersionUID = 1L;

  /** Takes one record of the keyed stream. */
  public abstract void processElement(IN1 value, ReadOnlyContext ctx, Collector<OUT> out)
      throws Exception;

  /** Takes one broadcast record; must do the same in all subtasks. */
  public abstract void processBroadcastElement(IN2 value, Context ctx, Collector<OUT> out)
      throws Exception;

  /** A timer has fired; the key is the one it was set for. */
  public void onTimer(long timestamp, OnTimerContext ctx, Collector<OUT> out) throws Exception {}

  /** What a call for a broadcast record may use. */
  public abstract class Context extends BaseBroadcastProcessFunction.Context {

    /** Does something with the state of every key of this subtask. */
    public abstract <VS, S extends State> void applyToKeyedState(
        StateDescriptor<S, VS> stateDescriptor, KeyedStateFunction<KS, S> function)
        throws Exception;
  }

  /** What a call for a keyed record may use. */
  public abstract class ReadOnlyContext extends BaseBroadcastProcessFunction.ReadOnlyContext {

    /** Time and timers. */
    public abstract TimerService timerService();

    /** The record's key. */
    public abstract KS getCurrentKey();
  }

  /** What a timer's call may use. */
  public abstract class OnTimerContext extends ReadOnlyContext {

    /** Which clock the timer was set on. */
    public abstract TimeDomain timeDomain();

    @Override
    public abstract KS getCurrentKey();
  }
}
