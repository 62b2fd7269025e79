// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.sink;

import java.io.IOException;
import java.util.List;

/**
 * A writer with state in checkpoints.
 *
 * @param <InputT> type of the records
 * @param <WriterStateT> type of the state
 */
public interface StatefulSinkWriter<InputT, WriterStateT> extends SinkWriter<InputT> {

  /** The state after {@code prepareCommit} and {@code flush}; dealt out anew after a restore. */
  List<WriterStateT> snapshotState(long checkpointId) throws IOException;
}
