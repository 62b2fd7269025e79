// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format;

import java.io.IOException;

/** For output formats with work to do once per job after all subtasks have written. */
public interface FinalizeOnMaster {

  /** What an output format is told when all subtasks have finished. */
  interface FinalizationContext {

    /** How many subtasks wrote. */
    int getParallelism();

    /** The attempt of the given subtask that finished. */
    int getFinishedAttempt(int subtaskIndex);
  }

  /** Completes the output. */
  default void finalizeGlobal(FinalizationContext context) throws IOException {
    finalizeGlobal(context.getParallelism());
  }

  /** Completes the output, for formats that only need the number of subtasks. */
  default void finalizeGlobal(int parallelism) throws IOException {
    throw new UnsupportedOperationException(
        getClass().getName() + " implements no method finalizeGlobal.");
  }
}
