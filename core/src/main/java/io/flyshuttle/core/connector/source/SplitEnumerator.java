// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.source;

import io.flyshuttle.core.state.CheckpointListener;
import java.io.IOException;
import java.util.List;

/**
 * Finds the splits of a source and deals them out. Lives in one task of the job; all methods are
 * called by that task's thread.
 *
 * @param <SplitT> type of the splits
 * @param <CheckpointT> type of its state
 */
public interface SplitEnumerator<SplitT extends SourceSplit, CheckpointT>
    extends AutoCloseable, CheckpointListener {

  /** Begins. */
  void start();

  /** A reader asks for a split. */
  void handleSplitRequest(int subtaskId, String requesterHostname);

  /**
   * Takes back splits that a reader had not got when it failed. Readers restart together with their
   * enumerator here and keep their splits, so the engine never calls it; a source may do so itself.
   */
  void addSplitsBack(List<SplitT> splits, int subtaskId);

  /** A reader is there, at the beginning and after a restart. */
  void addReader(int subtaskId);

  /**
   * What has not been dealt out. Splits that were assigned before the call are part of the readers'
   * state.
   */
  CheckpointT snapshotState(long checkpointId) throws Exception;

  @Override
  void close() throws IOException;

  @Override
  default void notifyCheckpointComplete(long checkpointId) throws Exception {}

  /** Takes a message of a reader. */
  default void handleSourceEvent(int subtaskId, SourceEvent sourceEvent) {}
}
