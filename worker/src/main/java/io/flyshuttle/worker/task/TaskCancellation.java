// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.task;

import io.flyshuttle.core.job.ExecutionConfig;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a task is stopped: a flag that its loop looks at; its results dropped, so that it does not
 * wait for memory; its thread interrupted, because user code may sleep. If the thread goes on, its
 * stack is logged at an interval, and at last the worker is told.
 */
final class TaskCancellation {
  private static final Logger LOG = LoggerFactory.getLogger(TaskCancellation.class);

  private final Task task;
  private final Thread thread;
  private final TaskMailbox mailbox;
  private volatile boolean requested;
  private volatile boolean ended;
  private boolean inUserCode = true;
  private volatile long intervalMillis = 30_000;
  private volatile long timeoutMillis = 180_000;

  TaskCancellation(Task task, Thread thread, TaskMailbox mailbox) {
    this.task = task;
    this.thread = thread;
    this.mailbox = mailbox;
  }

  void configure(ExecutionConfig config) {
    if (config.getTaskCancellationInterval() > 0) {
      intervalMillis = config.getTaskCancellationInterval();
    }
    if (config.getTaskCancellationTimeout() >= 0) {
      timeoutMillis = config.getTaskCancellationTimeout();
    }
  }

  boolean isRequested() {
    return requested;
  }

  /** Throws if the task was asked to stop. */
  void check() {
    if (requested) {
      throw Task.canceled();
    }
  }

  void request() {
    synchronized (this) {
      if (requested) {
        return;
      }
      requested = true;
    }
    task.dropResults();
    mailbox.wake();
    TaskLoop loop = task.loop();
    if (loop != null) {
      loop.requestStop();
    }
    interrupt();
    watch(System.nanoTime());
  }

  /** Interrupts the thread as long as it may be in user code. */
  private synchronized void interrupt() {
    if (inUserCode) {
      thread.interrupt();
    }
  }

  /** From here on the thread only cleans up and must not be disturbed. */
  synchronized void leaveUserCode() {
    inUserCode = false;
  }

  void ended() {
    ended = true;
  }

  private void watch(long startNanos) {
    CompletableFuture.delayedExecutor(intervalMillis, TimeUnit.MILLISECONDS)
        .execute(
            () -> {
              if (ended || !thread.isAlive()) {
                return;
              }
              long millis = (System.nanoTime() - startNanos) / 1_000_000;
              StringBuilder stack = new StringBuilder();
              for (StackTraceElement frame : thread.getStackTrace()) {
                stack.append("\n    at ").append(frame);
              }
              LOG.warn(
                  "{} was asked to stop {} ms ago and still runs:{}", task.name(), millis, stack);
              if (timeoutMillis > 0 && millis >= timeoutMillis) {
                task.ports().listener().onStuck(task);
              } else {
                interrupt();
                watch(startNanos);
              }
            });
  }
}
