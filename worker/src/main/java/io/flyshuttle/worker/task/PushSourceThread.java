// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.task;

import io.flyshuttle.core.operator.PushSource;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread on which a push source emits. */
final class PushSourceThread {
  private static final Logger LOG = LoggerFactory.getLogger(PushSourceThread.class);
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final long STOP_MILLIS = 100;

  private final PushSource source;
  private final Thread thread;
  private final Runnable onEnd;
  private volatile long cpuNanosAtEnd = -1;
  private volatile Throwable failure;
  private volatile boolean ended;
  private volatile boolean stopping;

  PushSourceThread(PushSource source, String name, Runnable onEnd) {
    this.source = source;
    this.onEnd = onEnd;
    this.thread = new Thread(this::run, name + " source");
    this.thread.setDaemon(true);
    this.thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      source.run();
    } catch (Throwable e) {
      if (!stopping) {
        failure = e;
      }
    } finally {
      cpuNanosAtEnd = THREADS.getThreadCpuTime(thread.getId());
      ended = true;
      onEnd.run();
    }
  }

  /** Nanoseconds in which the source's thread had a processor; -1 if the JVM does not tell. */
  long cpuNanos() {
    return ended ? cpuNanosAtEnd : THREADS.getThreadCpuTime(thread.getId());
  }

  boolean hasEnded() {
    return ended;
  }

  Throwable failure() {
    return failure;
  }

  /** Cancels the source, and interrupts it until it has ended. */
  void stop() {
    if (ended) {
      return;
    }
    stopping = true;
    try {
      source.cancel();
    } catch (RuntimeException e) {
      LOG.warn("The source of {} failed to cancel", thread.getName(), e);
    }
    boolean interrupted = false;
    while (!ended) {
      thread.interrupt();
      try {
        thread.join(STOP_MILLIS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Cancels the source without waiting. Any thread. */
  void requestStop() {
    stopping = true;
    source.cancel();
    thread.interrupt();
  }
}
