// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.buffer;

/** Thrown on a task's thread to unwind it because the task was asked to stop. Not a failure. */
public final class TaskCanceledException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TaskCanceledException() {
    super("the task was asked to stop", null, false, false);
  }
}
