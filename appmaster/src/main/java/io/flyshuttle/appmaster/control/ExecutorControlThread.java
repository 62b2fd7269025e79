// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.control;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A control thread that is a real thread, with the machine's clock. */
public final class ExecutorControlThread implements ControlThread, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ExecutorControlThread.class);

  private final ScheduledThreadPoolExecutor executor;

  /** Starts the thread; it is a daemon. */
  public ExecutorControlThread(String name) {
    executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            });
    executor.setRemoveOnCancelPolicy(true);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  @Override
  public void execute(Runnable action) {
    try {
      executor.execute(guarded(action));
    } catch (RejectedExecutionException e) {
      LOG.debug("The control thread has ended, something came too late", e);
    }
  }

  @Override
  public Alarm schedule(long delayMillis, Runnable action) {
    try {
      ScheduledFuture<?> future =
          executor.schedule(guarded(action), delayMillis, TimeUnit.MILLISECONDS);
      return () -> future.cancel(false);
    } catch (RejectedExecutionException e) {
      LOG.debug("The control thread has ended, an alarm was set too late", e);
      return () -> {};
    }
  }

  /** What fails here is a defect; the thread must live on for the other jobs. */
  private static Runnable guarded(Runnable action) {
    return () -> {
      try {
        action.run();
      } catch (RuntimeException | Error e) {
        LOG.error("A step of the control thread failed", e);
      }
    };
  }

  @Override
  public long currentTimeMillis() {
    return System.currentTimeMillis();
  }

  @Override
  public long elapsedMillis() {
    return System.nanoTime() / 1_000_000;
  }

  /** Ends the thread after what it has to do now; alarms do not ring any more. */
  @Override
  public void close() {
    executor.shutdown();
  }
}
