// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.control;

import java.util.concurrent.Executor;

/**
 * The one thread on which a session decides, its clock and its alarms. Fields of the session, its
 * jobs, slots and workers are touched by this thread only. Nothing on it may block.
 */
public interface ControlThread extends Executor {
  /** An alarm that can be called off. */
  @FunctionalInterface
  interface Alarm {
    /** Calls it off if it has not rung; on the control thread. */
    void cancel();
  }

  /**
   * Runs {@code action} on the control thread, after all earlier ones; returns at once. Any thread.
   */
  @Override
  void execute(Runnable action);

  /** Runs {@code action} once on the control thread after {@code delayMillis}. Any thread. */
  Alarm schedule(long delayMillis, Runnable action);

  /** Milliseconds since 1970. */
  long currentTimeMillis();

  /** A clock that only goes forward, in milliseconds; for time-outs and durations. */
  long elapsedMillis();
}
