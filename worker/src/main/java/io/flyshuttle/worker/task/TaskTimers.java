// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.task;

import io.flyshuttle.core.operator.ProcessingTimeService;
import java.util.PriorityQueue;

/**
 * Alarms of a task: kept in a queue, rung by the task's loop. Needs no thread of its own. A push
 * source may set alarms from its thread while it holds the source lock; that wakes the loop.
 */
final class TaskTimers implements ProcessingTimeService {

  private static final class Entry implements Alarm, Comparable<Entry> {
    final long time;
    final long order;
    final Callback callback;
    volatile boolean canceled;

    Entry(long time, long order, Callback callback) {
      this.time = time;
      this.order = order;
      this.callback = callback;
    }

    @Override
    public void cancel() {
      canceled = true;
    }

    @Override
    public int compareTo(Entry other) {
      int byTime = Long.compare(time, other.time);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  private final PriorityQueue<Entry> queue = new PriorityQueue<>();
  private final TaskMailbox mailbox;
  private long order;

  /** Time of the first alarm; read without the lock to keep the loop cheap. */
  private volatile long next = Long.MAX_VALUE;

  TaskTimers(TaskMailbox mailbox) {
    this.mailbox = mailbox;
  }

  @Override
  public long currentTimeMillis() {
    return System.currentTimeMillis();
  }

  @Override
  public Alarm schedule(long timestampMillis, Callback callback) {
    Entry entry;
    boolean first;
    synchronized (queue) {
      entry = new Entry(timestampMillis, order++, callback);
      queue.add(entry);
      first = queue.peek() == entry;
      next = queue.peek().time;
    }
    if (first) {
      mailbox.wake();
    }
    return entry;
  }

  boolean isDue() {
    return next != Long.MAX_VALUE && next <= currentTimeMillis();
  }

  /** Rings all alarms whose time has come. */
  void ring() throws Exception {
    while (isDue()) {
      Entry due;
      synchronized (queue) {
        due = queue.poll();
        next = queue.isEmpty() ? Long.MAX_VALUE : queue.peek().time;
      }
      if (due != null && !due.canceled) {
        due.callback.onTime(due.time);
      }
    }
  }

  /** How long until the next alarm; {@link Long#MAX_VALUE} if there is none. */
  long millisToNext() {
    long time = next;
    return time == Long.MAX_VALUE ? time : Math.max(0, time - currentTimeMillis());
  }
}
