// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.checkpoint;

import io.flyshuttle.core.checkpoint.TaskSnapshot;
import io.flyshuttle.core.checkpoint.file.SegmentFiles;
import java.io.IOException;

/**
 * The state of a task as it was at one moment. Made by the task's thread; written by one other
 * thread; closed by either, written or not.
 */
public interface PendingState extends AutoCloseable {

  /** Writes it, once. */
  TaskSnapshot write(SegmentFiles files) throws IOException;

  /** Frees what is kept for it. */
  @Override
  void close();
}
