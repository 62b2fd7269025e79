// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.sink;

import io.flyshuttle.core.connector.SimpleVersionedSerializer;
import java.io.IOException;
import java.util.Collection;

/**
 * A sink whose writers have state in checkpoints.
 *
 * @param <InputT> type of the records
 * @param <WriterStateT> type of the state
 */
public interface SupportsWriterState<InputT, WriterStateT> {

  /** A writer that goes on from the state of former ones; of any number of them. */
  StatefulSinkWriter<InputT, WriterStateT> restoreWriter(
      WriterInitContext context, Collection<WriterStateT> recoveredState) throws IOException;

  SimpleVersionedSerializer<WriterStateT> getWriterStateSerializer();

  /** A sink that can go on from the state of another kind of sink. */
  interface WithCompatibleState {

    /** Names of operator states that hold such state. */
    Collection<String> getCompatibleWriterStateNames();
  }
}
