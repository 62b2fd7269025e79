// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state;

/**
 * Is told that the job stops: a savepoint has been taken for it, after which no record was
 * processed and none will be. A function or a sink's writer that implements it is told too.
 */
public interface StopListener {

  /**
   * Called once, after the savepoint is complete. What is done here must fit to that savepoint,
   * from which the job may go on. Left out where the job fails before.
   */
  void onStoppedWithSavepoint() throws Exception;
}
