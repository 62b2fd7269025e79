// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector;

import java.io.IOException;
import java.util.concurrent.ScheduledFuture;

/** The wall clock of a task, and alarms on it, for sources and sinks. */
public interface ProcessingTimeService {

  /** Milliseconds since 1970. */
  long getCurrentProcessingTime();

  /** Calls {@code target} once, in the task's thread, when the clock has reached {@code time}. */
  ScheduledFuture<?> registerTimer(long time, ProcessingTimeCallback target);

  /** What to do when an alarm rings. */
  @FunctionalInterface
  interface ProcessingTimeCallback {
    void onProcessingTime(long time) throws IOException, InterruptedException, Exception;
  }
}
