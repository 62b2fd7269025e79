// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster.program;

import io.flyshuttle.core.file.FSDataOutputStream;
import io.flyshuttle.core.file.FileSystem;
import io.flyshuttle.core.file.FileSystem.WriteMode;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.function.rich.RuntimeContext;
import java.io.IOException;
import java.io.Serializable;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets a test see from files which attempts of a stage ran, and hold them up until it has done to
 * them what it wants.
 *
 * @param directory where a file {@code STAGE-SUBTASK-ATTEMPT} is made for each attempt; its file
 *     {@code gate} lets them go on
 */
record HeldUp(String directory) implements Serializable {
  private static final long PAUSE_NANOS = 50_000_000;

  /** Says that an attempt has come to a stage. */
  void mark(String stage, RuntimeContext context) throws IOException {
    Path path =
        new Path(
            directory,
            stage + "-" + context.getIndexOfThisSubtask() + "-" + context.getAttemptNumber());
    try (FSDataOutputStream out = path.getFileSystem().create(path, WriteMode.OVERWRITE)) {
      out.write(1);
    }
  }

  /** Waits for the test. */
  void awaitGate() throws IOException, InterruptedException {
    Path gate = new Path(directory, "gate");
    FileSystem files = gate.getFileSystem();
    while (!files.exists(gate)) {
      LockSupport.parkNanos(PAUSE_NANOS);
      if (Thread.interrupted()) {
        throw new InterruptedException("canceled while held up");
      }
    }
  }
}
