// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.heap;

import java.util.TreeSet;

/**
 * Which snapshots are open. A value has the version at which it was set; the values of versions up
 * to that of the youngest open snapshot may still have to be written and must not change.
 */
final class SnapshotLedger {
  private static final int NONE = -1;

  private final TreeSet<Integer> open = new TreeSet<>();
  private int version;
  private volatile int frozenVersion = NONE;

  /** The version of values that are set now. Task's thread. */
  int version() {
    return version;
  }

  /** The version of the youngest open snapshot, -1 if none is open. Task's thread. */
  int frozenVersion() {
    return frozenVersion;
  }

  /** Opens a snapshot of all values set so far. Task's thread. */
  synchronized Opened open() {
    int taken = version++;
    open.add(taken);
    frozenVersion = taken;
    return () -> close(taken);
  }

  private synchronized void close(int taken) {
    open.remove(taken);
    frozenVersion = open.isEmpty() ? NONE : open.last();
  }

  /** An open snapshot. */
  @FunctionalInterface
  interface Opened {

    /** Closes it. Any thread. */
    void close();
  }
}
