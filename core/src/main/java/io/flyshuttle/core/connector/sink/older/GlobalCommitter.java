// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.sink.older;

import java.io.IOException;
import java.util.List;

/**
 * Commits in one place for all writers. A commit may be asked for again after a failure.
 *
 * @param <CommT> what is needed to commit what a writer wrote
 * @param <GlobalCommT> what is needed to commit for all writers
 */
@Deprecated
public interface GlobalCommitter<CommT, GlobalCommT> extends AutoCloseable {

  /** Of what was restored, what still has to be committed. */
  List<GlobalCommT> filterRecoveredCommittables(List<GlobalCommT> globalCommittables)
      throws IOException;

  GlobalCommT combine(List<CommT> committables) throws IOException;

  /** Commits; returns what is to be tried again later. */
  List<GlobalCommT> commit(List<GlobalCommT> globalCommittables)
      throws IOException, InterruptedException;

  /** All input has ended and is committed. */
  void endOfInput() throws IOException, InterruptedException;
}
