// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.checkpoint;

import io.flyshuttle.core.fault.FlyshuttleException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes files on a thread of its own, and tries again what fails: a file system that is away for
 * a while leaves nothing behind. Usable by any thread.
 */
final class Deletions implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Deletions.class);
  private static final long FIRST_DELAY_MILLIS = 200;
  private static final long MAX_DELAY_MILLIS = 60_000;

  /** Attempts over about an hour. */
  private static final int ATTEMPTS = 70;

  /** Deletes something; deleting it again is no failure. */
  @FunctionalInterface
  interface Work {
    void run() throws IOException;
  }

  private final ScheduledThreadPoolExecutor executor;

  // guarded by this
  private final List<CompletableFuture<Void>> waitForIdle = new ArrayList<>();
  private int open;

  Deletions(ThreadFactory threads) {
    executor = new ScheduledThreadPoolExecutor(1, threads);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /**
   * Deletes.
   *
   * @param what named in the log
   * @return done after the first attempt, whatever came of it
   */
  CompletableFuture<Void> add(String what, Work work) {
    synchronized (this) {
      open++;
    }
    CompletableFuture<Void> attempted = new CompletableFuture<>();
    try {
      executor.execute(() -> attempt(what, work, 1, attempted));
    } catch (RejectedExecutionException e) {
      LOG.warn("{} is not deleted: the session has ended", what);
      onClosed();
      attempted.complete(null);
    }
    return attempted;
  }

  private void attempt(String what, Work work, int number, CompletableFuture<Void> attempted) {
    try {
      work.run();
      onClosed();
    } catch (IOException | RuntimeException e) {
      boolean again = e instanceof IOException || e instanceof FlyshuttleException;
      if (again && number < ATTEMPTS && later(what, work, number)) {
        LOG.warn("Could not delete {}; it is tried again: {}", what, e.toString());
      } else {
        LOG.warn("Could not delete {}", what, e);
        onClosed();
      }
    } finally {
      attempted.complete(null);
    }
  }

  private boolean later(String what, Work work, int number) {
    long delay = FIRST_DELAY_MILLIS << Math.min(number - 1, 20);
    try {
      executor.schedule(
          () -> attempt(what, work, number + 1, new CompletableFuture<>()),
          Math.min(MAX_DELAY_MILLIS, delay),
          TimeUnit.MILLISECONDS);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  private void onClosed() {
    List<CompletableFuture<Void>> idle = List.of();
    synchronized (this) {
      if (--open == 0) {
        idle = List.copyOf(waitForIdle);
        waitForIdle.clear();
      }
    }
    idle.forEach(waiting -> waiting.complete(null));
  }

  /** Done when nothing is left to delete. */
  synchronized CompletableFuture<Void> idle() {
    if (open == 0) {
      return CompletableFuture.completedFuture(null);
    }
    CompletableFuture<Void> waiting = new CompletableFuture<>();
    waitForIdle.add(waiting);
    return waiting;
  }

  /** Ends the thread after what it has to do now; nothing is tried again. */
  @Override
  public void close() {
    executor.shutdown();
  }
}
