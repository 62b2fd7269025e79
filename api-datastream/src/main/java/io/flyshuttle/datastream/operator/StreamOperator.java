// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream.operator;

import io.flyshuttle.core.state.CheckpointListener;
import java.io.Serializable;

/**
 * An operator of the user's own. Extend {@link AbstractStreamOperator}; the engine gives context
 * and output through it. All calls are made by one thread at a time.
 *
 * @param <OUT> type of the records it emits
 */
public interface StreamOperator<OUT> extends CheckpointListener, KeyContext, Serializable {

  /** Before the first record. */
  void open() throws Exception;

  /** After the last record: emit what is left. */
  void finish() throws Exception;

  /** At last, also after a failure. */
  void close() throws Exception;

  /** Before a snapshot, while records can still be emitted. */
  void prepareSnapshotPreBarrier(long checkpointId) throws Exception;

  /** What helps to run it well; asked when the job is made. */
  default OperatorAttributes getOperatorAttributes() {
    return new OperatorAttributesBuilder().build();
  }
}
