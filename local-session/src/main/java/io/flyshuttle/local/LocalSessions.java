// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.local;

import io.flyshuttle.core.client.JobClient;
import io.flyshuttle.core.graph.JobGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The local sessions that programs of this process use without having started them: started with
 * the first job, ended a moment after the last, so that a program of several jobs uses one.
 */
final class LocalSessions {
  private static final long LINGER_MILLIS = 2_000;

  /** Of the whole process, because memory is. */
  static final LocalSessions OF_PROCESS = new LocalSessions();

  private final List<Entry> entries = new ArrayList<>();
  private final ScheduledThreadPoolExecutor closer =
      new ScheduledThreadPoolExecutor(1, this::thread);
  private Thread keeper;
  private int running;

  private static final class Entry {
    final LocalSession session;
    int jobs;
    long uses;

    Entry(LocalSession session) {
      this.session = session;
    }
  }

  private Thread thread(Runnable task) {
    Thread thread = new Thread(task, "local-sessions");
    thread.setDaemon(true);
    return thread;
  }

  /** Runs a job in a session of at least this shape. */
  JobClient submit(JobGraph graph, LocalSettings settings) {
    Entry entry = acquire(settings);
    try {
      JobClient client = entry.session.submit(graph);
      entry.session.ended(client.getJobID()).whenComplete((result, thrown) -> release(entry));
      return client;
    } catch (RuntimeException | Error e) {
      release(entry);
      throw e;
    }
  }

  private synchronized Entry acquire(LocalSettings settings) {
    Entry entry = null;
    for (Entry each : entries) {
      if (each.session.settings().covers(settings)) {
        entry = each;
      }
    }
    if (entry == null) {
      entry = new Entry(LocalSession.start(settings));
      entries.add(entry);
    }
    entry.jobs++;
    entry.uses++;
    running++;
    keepProcess();
    return entry;
  }

  private synchronized void release(Entry entry) {
    entry.jobs--;
    running--;
    notifyAll();
    if (entry.jobs == 0) {
      long uses = entry.uses;
      closer.schedule(() -> closeIfUnused(entry, uses), LINGER_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void closeIfUnused(Entry entry, long uses) {
    synchronized (this) {
      if (entry.uses != uses || entry.jobs > 0) {
        return;
      }
      entries.remove(entry);
    }
    entry.session.close();
  }

  /**
   * A session's threads are daemons; but a program whose main has returned while its job runs must
   * not end the process before the job has ended.
   */
  private void keepProcess() {
    if (keeper == null) {
      keeper = new Thread(this::waitForJobs, "local-jobs");
      keeper.setDaemon(false);
      keeper.start();
    }
  }

  private synchronized void waitForJobs() {
    try {
      while (running > 0) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      keeper = null;
    }
  }
}
