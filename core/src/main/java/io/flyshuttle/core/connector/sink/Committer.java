// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.sink;

import java.io.IOException;
import java.util.Collection;

/**
 * Makes visible what a writer has written. A commit may be asked for again after a failure, so it
 * must be idempotent. Used by the task's thread.
 *
 * @param <CommT> what is needed to commit
 */
public interface Committer<CommT> extends AutoCloseable {

  /** Commits; a request about which nothing is said has succeeded. */
  void commit(Collection<CommitRequest<CommT>> committables)
      throws IOException, InterruptedException;

  /**
   * One thing to commit, and what came of it.
   *
   * @param <CommT> what is needed to commit
   */
  interface CommitRequest<CommT> {

    CommT getCommittable();

    /** How often it was tried before. */
    int getNumberOfRetries();

    /** It failed for a reason that cannot be mended: it is counted and given up. */
    void signalFailedWithKnownReason(Throwable t);

    /** It failed: the task fails and it is tried again after the restart. */
    void signalFailedWithUnknownReason(Throwable t);

    /** It is to be tried again. */
    void retryLater();

    /** It is to be tried again in another form, as after a part of it succeeded. */
    void updateAndRetryLater(CommT committable);

    /** It was committed before. */
    void signalAlreadyCommitted();
  }
}
