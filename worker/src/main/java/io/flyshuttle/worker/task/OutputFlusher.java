// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.task;

import io.flyshuttle.worker.partition.ResultPartition;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Hands on records that sit in buffers that are not full, so that a slow stream is not late. One
 * thread for all tasks of a worker.
 */
public final class OutputFlusher {

  private final ScheduledExecutorService clock;

  public OutputFlusher(ScheduledExecutorService clock) {
    this.clock = clock;
  }

  /** Flushes {@code results} at this interval until the returned handle is closed. */
  public AutoCloseable start(List<ResultPartition> results, long intervalMillis) {
    return every(intervalMillis, () -> results.forEach(ResultPartition::flush));
  }

  /** Does something short at this interval until the returned handle is closed. */
  AutoCloseable every(long intervalMillis, Runnable action) {
    ScheduledFuture<?> schedule =
        clock.scheduleWithFixedDelay(action, intervalMillis, intervalMillis, TimeUnit.MILLISECONDS);
    return () -> schedule.cancel(false);
  }
}
