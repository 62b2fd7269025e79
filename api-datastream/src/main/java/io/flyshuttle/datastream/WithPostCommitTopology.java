// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import io.flyshuttle.core.connector.sink.TwoPhaseCommittingSink;

/**
 * The older form of a sink with {@link SupportsPostCommitTopology}.
 *
 * @param <InputT> type of the records
 * @param <CommT> what is needed to commit
 */
@Deprecated
public interface WithPostCommitTopology<InputT, CommT>
    extends TwoPhaseCommittingSink<InputT, CommT>, SupportsPostCommitTopology<CommT> {}
