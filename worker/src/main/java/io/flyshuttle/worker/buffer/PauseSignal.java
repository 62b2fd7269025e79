// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.buffer;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Asks the loop that reads a task's input to stop after the record at hand, because there is
 * something to do that cannot wait for the end of a buffer. Raised by any thread, cleared by the
 * task's before it looks what there is to do. Looked at once per record, so it must cost a load.
 */
public final class PauseSignal {

  private static final VarHandle RAISED;

  static {
    try {
      RAISED = MethodHandles.lookup().findVarHandle(PauseSignal.class, "raised", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private boolean raised;

  /** There is something to do. */
  public void raise() {
    RAISED.setVolatile(this, true);
  }

  /** Whether there is something to do. */
  public boolean isRaised() {
    return (boolean) RAISED.getOpaque(this);
  }

  /** What there is to do is about to be looked at. */
  public void clear() {
    if (isRaised()) {
      RAISED.setVolatile(this, false);
    }
  }
}
