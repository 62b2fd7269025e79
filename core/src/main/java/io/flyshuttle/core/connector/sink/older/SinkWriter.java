// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.sink.older;

import io.flyshuttle.core.time.Watermark;
import java.io.IOException;
import java.util.List;

/**
 * Writes the records of a subtask. Used by the task's thread.
 *
 * @param <InputT> type of the records
 * @param <CommT> what is needed to commit what it wrote
 * @param <WriterStateT> its state
 */
@Deprecated
public interface SinkWriter<InputT, CommT, WriterStateT> extends AutoCloseable {

  void write(InputT element, Context context) throws IOException, InterruptedException;

  default void writeWatermark(Watermark watermark) throws IOException, InterruptedException {}

  /**
   * What is to be committed of all that was written; called before {@link #snapshotState} and at
   * the end of input.
   *
   * @param flush whether the input has ended: nothing may be held back
   */
  List<CommT> prepareCommit(boolean flush) throws IOException, InterruptedException;

  default List<WriterStateT> snapshotState(long checkpointId) throws IOException {
    return snapshotState();
  }

  @Deprecated
  default List<WriterStateT> snapshotState() throws IOException {
    return List.of();
  }

  /** Of the record that is written. */
  interface Context {
    long currentWatermark();

    /** Event time in milliseconds since 1970; null if there is none. */
    Long timestamp();
  }
}
