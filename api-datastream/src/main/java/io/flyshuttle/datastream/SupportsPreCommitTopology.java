// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import io.flyshuttle.core.connector.SimpleVersionedSerializer;
import io.flyshuttle.core.connector.sink.CommittableMessage;

/**
 * A sink with operators of its own between its writers and its committers, such as to make one
 * committable of many.
 *
 * @param <WriteResultT> what a writer prepares
 * @param <CommittableT> what is needed to commit
 */
public interface SupportsPreCommitTopology<WriteResultT, CommittableT> {

  /**
   * The stream that the committers are to read; called while the program is built. Each summary
   * must be followed by as many committables as it says.
   */
  DataStream<CommittableMessage<CommittableT>> addPreCommitTopology(
      DataStream<CommittableMessage<WriteResultT>> committables);

  SimpleVersionedSerializer<WriteResultT> getWriteResultSerializer();
}
