// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.task;

import io.flyshuttle.core.operator.Mailbox;
import java.util.ArrayDeque;

/**
 * Mail for a task, and what wakes it. Anybody posts; the task's thread takes mail and waits.
 *
 * <p>The task says that it waits before it looks a last time, posters leave their mark before they
 * look whether it waits: one of the two sees the other, so no call is lost, and a poster takes the
 * lock only when the task sleeps.
 */
final class TaskMailbox implements Mailbox {

  private record Letter(String description, Mail mail) {}

  private final ArrayDeque<Letter> letters = new ArrayDeque<>();
  private final Object lock = new Object();
  private volatile boolean hasMail;
  private volatile boolean signaled;
  private volatile boolean waiting;
  private boolean closed;

  @Override
  public void execute(String description, Mail mail) {
    synchronized (lock) {
      if (closed) {
        return;
      }
      letters.add(new Letter(description, mail));
      hasMail = true;
    }
    wake();
  }

  /** Has the task look again at whatever it waits for. Any thread. */
  void wake() {
    signaled = true;
    if (waiting) {
      synchronized (lock) {
        lock.notifyAll();
      }
    }
  }

  boolean hasMail() {
    return hasMail;
  }

  /** Runs all mail; called by the task's thread. */
  void runAll() throws Exception {
    while (hasMail) {
      Letter next;
      synchronized (lock) {
        next = letters.poll();
        hasMail = !letters.isEmpty();
      }
      if (next != null) {
        next.mail.run();
      }
    }
  }

  /**
   * Waits until something was posted or {@link #wake} was called since the last wait ended.
   *
   * @param millis longest wait; {@link Long#MAX_VALUE} for no limit
   */
  void await(long millis) throws InterruptedException {
    waiting = true;
    try {
      if (!signaled && millis > 0) {
        synchronized (lock) {
          if (millis == Long.MAX_VALUE) {
            while (!signaled) {
              lock.wait();
            }
          } else {
            long deadline = System.nanoTime() + millis * 1_000_000;
            long left = millis;
            while (!signaled && left > 0) {
              lock.wait(left);
              left = (deadline - System.nanoTime() + 999_999) / 1_000_000;
            }
          }
        }
      }
    } finally {
      waiting = false;
      signaled = false;
    }
  }

  /** Drops all mail, now and later. */
  void close() {
    synchronized (lock) {
      closed = true;
      letters.clear();
      hasMail = false;
    }
  }
}
