// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.connector;

import io.flyshuttle.core.connector.ProcessingTimeService;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Delayed;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The task's clock and its alarms. Alarms are set and called off in the task's thread. */
public final class TaskClock implements ProcessingTimeService {
  private final io.flyshuttle.core.operator.ProcessingTimeService clock;

  public TaskClock(io.flyshuttle.core.operator.ProcessingTimeService clock) {
    this.clock = clock;
  }

  @Override
  public long getCurrentProcessingTime() {
    return clock.currentTimeMillis();
  }

  @Override
  public ScheduledFuture<?> registerTimer(long time, ProcessingTimeCallback target) {
    Timer timer = new Timer(time);
    timer.alarm =
        clock.schedule(
            time,
            now -> {
              if (timer.rung.complete(null)) {
                target.onProcessingTime(time);
              }
            });
    return timer;
  }

  /** An alarm as a future. */
  private final class Timer implements ScheduledFuture<Void> {
    private final long time;
    private final CompletableFuture<Void> rung = new CompletableFuture<>();
    private io.flyshuttle.core.operator.ProcessingTimeService.Alarm alarm;

    Timer(long time) {
      this.time = time;
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(time - clock.currentTimeMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
      return Long.compare(getDelay(TimeUnit.MILLISECONDS), other.getDelay(TimeUnit.MILLISECONDS));
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
      boolean canceled = rung.cancel(false);
      if (canceled) {
        alarm.cancel();
      }
      return canceled;
    }

    @Override
    public boolean isCancelled() {
      return rung.isCancelled();
    }

    @Override
    public boolean isDone() {
      return rung.isDone();
    }

    @Override
    public Void get() throws InterruptedException, ExecutionException {
      return rung.get();
    }

    @Override
    public Void get(long timeout, TimeUnit unit)
        throws InterruptedException, ExecutionException, TimeoutException {
      return rung.get(timeout, unit);
    }
  }
}
