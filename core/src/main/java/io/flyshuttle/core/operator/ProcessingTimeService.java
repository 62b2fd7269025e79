// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.operator;

/** The wall clock of a task, and alarms on it. Tests advance it by hand. */
public interface ProcessingTimeService {

  /** An alarm that can be called off. */
  @FunctionalInterface
  interface Alarm {
    /** Calls it off if it has not rung; callable on the task's thread. */
    void cancel();
  }

  /** What to do when an alarm rings. */
  @FunctionalInterface
  interface Callback {
    void onTime(long timestampMillis) throws Exception;
  }

  /** Milliseconds since 1970. */
  long currentTimeMillis();

  /** Rings once, in the task's thread, when the clock has passed {@code timestampMillis}. */
  Alarm schedule(long timestampMillis, Callback callback);
}
