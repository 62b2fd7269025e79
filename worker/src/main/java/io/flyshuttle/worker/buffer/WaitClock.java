// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.buffer;

/**
 * Adds up how long a thread has waited. Written by one thread at a time, read by any: a reader sees
 * either all of a wait or the part of it that has passed.
 */
public final class WaitClock {

  private long waitedNanos;
  private long sinceNanos;
  private boolean waiting;

  /** The thread begins to wait. */
  public synchronized void begin() {
    sinceNanos = System.nanoTime();
    waiting = true;
  }

  /** The thread goes on. */
  public synchronized void end() {
    waitedNanos += System.nanoTime() - sinceNanos;
    waiting = false;
  }

  /** Nanoseconds waited so far, with the wait that goes on. */
  public synchronized long nanos() {
    return waitedNanos + (waiting ? System.nanoTime() - sinceNanos : 0);
  }
}
