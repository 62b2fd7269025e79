// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.fault;

import java.io.IOException;

/**
 * Named moments at which a test may let something fail. Whoever has such a moment is given this
 * port; outside of tests it is {@link #none}.
 */
@FunctionalInterface
public interface FaultPoints {

  /** A worker is about to write a task's state. */
  String WORKER_BEFORE_WRITE = "worker.before-write";

  /** The state of a task is written, its files are not closed yet. */
  String WORKER_BEFORE_CLOSE = "worker.before-close";

  /** Files are closed, the JobManager does not know it yet. */
  String WORKER_BEFORE_ACKNOWLEDGE = "worker.before-acknowledge";

  /** The JobManager has been told. */
  String WORKER_AFTER_ACKNOWLEDGE = "worker.after-acknowledge";

  /** A task is about to tell its operators that a checkpoint is complete. */
  String WORKER_BEFORE_COMMIT = "worker.before-commit";

  /** All parts of a checkpoint are there, its metadata is about to be written. */
  String MASTER_BEFORE_PUBLISH = "master.before-publish";

  /** The metadata is written, nobody has been told. */
  String MASTER_AFTER_PUBLISH = "master.after-publish";

  /**
   * A moment has come. Called on the thread that does the work.
   *
   * @param point its name
   * @param checkpointId the checkpoint that is being taken
   * @throws IOException or anything unchecked: the work fails with it
   */
  void reached(String point, long checkpointId) throws IOException;

  /** Nothing fails. */
  static FaultPoints none() {
    return (point, checkpointId) -> {};
  }
}
