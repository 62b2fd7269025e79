// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.graph;

import java.io.Serializable;

/**
 * Work done once per job for a vertex, not once per subtask: preparing an output directory, moving
 * results to their final place. Runs in a worker with the job's class loader, because the
 * ApplicationMaster never loads user classes.
 */
public interface GlobalHook extends Serializable {

  /** Before any task of the job starts; again after a restart of the whole job. */
  void initialize(int parallelism) throws Exception;

  /** After all tasks of the job have finished. */
  void complete(int parallelism) throws Exception;

  /**
   * After the hooks of all the job's vertices have completed: tells others that the results are
   * there. May be called again if a worker is lost meanwhile.
   */
  default void announce(int parallelism) throws Exception {}

  /**
   * After the last task of a job that has failed or was cancelled for good, if it had been
   * initialized and not completed: takes back what is unfinished. May be called when there is
   * nothing to take back; is not called if no worker is left to do it.
   */
  default void abort(int parallelism) throws Exception {}
}
