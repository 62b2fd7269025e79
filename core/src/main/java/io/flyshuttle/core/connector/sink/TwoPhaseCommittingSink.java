// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.sink;

import java.io.IOException;

/**
 * The older form of a sink with {@link SupportsCommitter}.
 *
 * @param <InputT> type of the records
 * @param <CommT> what is needed to commit
 */
@Deprecated
public interface TwoPhaseCommittingSink<InputT, CommT>
    extends Sink<InputT>, SupportsCommitter<CommT> {

  @Deprecated
  default Committer<CommT> createCommitter() throws IOException {
    throw new UnsupportedOperationException(
        getClass().getName() + " implements no form of createCommitter");
  }

  @Override
  default Committer<CommT> createCommitter(CommitterInitContext context) throws IOException {
    return createCommitter();
  }

  /** The older form of {@link CommittingSinkWriter}. */
  @Deprecated
  interface PrecommittingSinkWriter<InputT, CommT> extends CommittingSinkWriter<InputT, CommT> {}
}
