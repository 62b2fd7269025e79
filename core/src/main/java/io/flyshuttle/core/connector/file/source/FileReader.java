// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.file.source;

import io.flyshuttle.core.connector.source.InputStatus;
import io.flyshuttle.core.connector.source.ReaderOutput;
import io.flyshuttle.core.connector.source.SourceOutput;
import io.flyshuttle.core.connector.source.SourceReader;
import io.flyshuttle.core.connector.source.SourceReaderContext;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Reads splits of files one after the other, on the task's thread.
 *
 * @param <T> type of the records
 * @param <SplitT> type of the splits
 */
final class FileReader<T, SplitT extends FileSourceSplit> implements SourceReader<T, SplitT> {

  /** Opens a split where it stands. */
  @FunctionalInterface
  interface Opening<T, SplitT> {
    SplitRecords<T> open(SplitT split) throws IOException;
  }

  private final SourceReaderContext context;
  private final Opening<T, SplitT> opening;
  private final ArrayDeque<SplitT> waiting = new ArrayDeque<>();
  private CompletableFuture<Void> available = new CompletableFuture<>();
  private SplitT current;
  private SplitRecords<T> records;
  private SourceOutput<T> output;
  private boolean noMoreSplits;

  FileReader(SourceReaderContext context, Opening<T, SplitT> opening) {
    this.context = context;
    this.opening = opening;
  }

  @Override
  public void start() {
    if (waiting.isEmpty()) {
      context.sendSplitRequest();
    }
  }

  @Override
  public InputStatus pollNext(ReaderOutput<T> readerOutput) throws Exception {
    if (current == null && !begin(readerOutput)) {
      return noMoreSplits ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
    }
    T record = records.next();
    if (record != null) {
      output.collect(record);
      return InputStatus.MORE_AVAILABLE;
    }
    records.close();
    readerOutput.releaseOutputForSplit(current.splitId());
    current = null;
    if (waiting.isEmpty() && !noMoreSplits) {
      context.sendSplitRequest();
    }
    return InputStatus.MORE_AVAILABLE;
  }

  private boolean begin(ReaderOutput<T> readerOutput) throws IOException {
    SplitT next = waiting.peek();
    if (next == null) {
      if (!noMoreSplits && available.isDone()) {
        available = new CompletableFuture<>();
      }
      return false;
    }
    records = opening.open(next);
    current = waiting.poll();
    output = readerOutput.createOutputForSplit(current.splitId());
    return true;
  }

  @Override
  public List<SplitT> snapshotState(long checkpointId) {
    List<SplitT> splits = new ArrayList<>();
    if (current != null) {
      FileSourceSplitState<SplitT> state = new FileSourceSplitState<>(current);
      CheckpointedPosition position = records.position();
      state.setPosition(position.getOffset(), position.getRecordsAfterOffset());
      splits.add(state.toFileSourceSplit());
    }
    splits.addAll(waiting);
    return splits;
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return available;
  }

  @Override
  public void addSplits(List<SplitT> splits) {
    waiting.addAll(splits);
    available.complete(null);
  }

  @Override
  public void notifyNoMoreSplits() {
    noMoreSplits = true;
    available.complete(null);
  }

  @Override
  public void close() throws IOException {
    if (current != null) {
      current = null;
      records.close();
    }
  }
}
