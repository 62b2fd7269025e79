// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.buffer;

/**
 * Asks the loop that reads a task's input to stop after the record at hand, because there is
 * something to do that cannot wait for the end of a buffer. Raised by any thread, cleared by the
 * task's before it looks what there is to do. Looked at once per record, so it must cost a load.
 */
public final class PauseSignal {

  private volatile boolean raised;

  /** There is something to do. */
  public void raise() {
    raised = true;
  }

  /** Whether there is something to do. */
  public boolean isRaised() {
    return raised;
  }

  /** What there is to do is about to be looked at. */
  public void clear() {
    if (isRaised()) {
      raised = false;
    }
  }
}
