// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.source;

import io.flyshuttle.core.state.CheckpointListener;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Reads the splits it is given, in one subtask. All methods are called by the task's thread; a
 * reader that waits for outside data does so on threads of its own and completes {@link
 * #isAvailable}.
 *
 * @param <T> type of the records
 * @param <SplitT> type of the splits
 */
public interface SourceReader<T, SplitT extends SourceSplit>
    extends AutoCloseable, CheckpointListener {

  /** Begins; a reader without splits may ask for some. Restored splits have been added before. */
  void start();

  /** Emits one record, or few, and does not wait. */
  InputStatus pollNext(ReaderOutput<T> output) throws Exception;

  /** The splits that are not read to their end, each as it stands now. */
  List<SplitT> snapshotState(long checkpointId);

  /** Completes when {@link #pollNext} is worth asking again. */
  CompletableFuture<Void> isAvailable();

  /** More to read. */
  void addSplits(List<SplitT> splits);

  /** No splits will come any more. */
  void notifyNoMoreSplits();

  /** Takes a message of the enumerator. */
  default void handleSourceEvents(SourceEvent sourceEvent) {}

  @Override
  default void notifyCheckpointComplete(long checkpointId) throws Exception {}

  /** Stops and goes on with single splits, for the alignment of watermarks. */
  default void pauseOrResumeSplits(
      Collection<String> splitsToPause, Collection<String> splitsToResume) {
    throw new UnsupportedOperationException(
        getClass().getName() + " cannot pause single splits; it may not read several at once");
  }
}
