// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state;

/** Is told what became of a checkpoint. A function that implements it is told too. */
public interface CheckpointListener {

  /**
   * The checkpoint is complete and durable. May be left out for a checkpoint if a later one
   * completes; never comes for one that was aborted.
   */
  void notifyCheckpointComplete(long checkpointId) throws Exception;

  /** The checkpoint will never complete. May be left out. */
  default void notifyCheckpointAborted(long checkpointId) throws Exception {}
}
