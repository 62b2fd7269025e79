// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.sink;

import io.flyshuttle.core.connector.sink.Committer;

/**
 * A committer that wants to know when all has been committed that there will ever be.
 *
 * @param <CommT> what is needed to commit
 */
public interface EndAwareCommitter<CommT> extends Committer<CommT> {

  /** The input has ended and all of it is committed. May be called again after a restore. */
  void endOfInput() throws Exception;
}
