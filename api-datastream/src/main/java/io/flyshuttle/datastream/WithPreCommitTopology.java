// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import io.flyshuttle.core.connector.SimpleVersionedSerializer;
import io.flyshuttle.core.connector.sink.TwoPhaseCommittingSink;

/**
 * The older form of a sink with {@link SupportsPreCommitTopology}.
 *
 * @param <InputT> type of the records
 * @param <CommT> what is needed to commit
 */
@Deprecated
public interface WithPreCommitTopology<InputT, CommT>
    extends TwoPhaseCommittingSink<InputT, CommT>, SupportsPreCommitTopology<CommT, CommT> {

  @Override
  default SimpleVersionedSerializer<CommT> getWriteResultSerializer() {
    return getCommittableSerializer();
  }
}
