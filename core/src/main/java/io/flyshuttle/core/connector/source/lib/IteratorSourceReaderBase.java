// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.source.lib;

import io.flyshuttle.core.connector.source.InputStatus;
import io.flyshuttle.core.connector.source.ReaderOutput;
import io.flyshuttle.core.connector.source.SourceReader;
import io.flyshuttle.core.connector.source.SourceReaderContext;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/**
 * Reads splits that are iterators, one after the other, and asks for the next when one is read.
 *
 * @param <E> type of the iterators' elements
 * @param <O> type of the records
 * @param <IterT> type of the iterators
 * @param <SplitT> type of the splits
 */
public abstract class IteratorSourceReaderBase<
        E, O, IterT extends Iterator<E>, SplitT extends IteratorSourceSplit<E, IterT>>
    implements SourceReader<O, SplitT> {

  private final SourceReaderContext context;
  private final Queue<SplitT> remainingSplits = new ArrayDeque<>();

  /** Completes when there is something to poll. */
  protected CompletableFuture<Void> availability = new CompletableFuture<>();

  /** The iterator that is being read; null if there is none. */
  protected IterT iterator;

  /** The split that is being read; null if there is none. */
  protected SplitT currentSplit;

  private boolean noMoreSplits;

  public IteratorSourceReaderBase(SourceReaderContext context) {
    this.context = context;
  }

  @Override
  public void start() {
    if (remainingSplits.isEmpty()) {
      context.sendSplitRequest();
    }
    start(context);
  }

  /** For what subclasses do at the beginning. */
  protected void start(SourceReaderContext readerContext) {}

  @Override
  public InputStatus pollNext(ReaderOutput<O> output) {
    if (iterator != null) {
      if (iterator.hasNext()) {
        output.collect(convert(iterator.next()));
        return InputStatus.MORE_AVAILABLE;
      }
      finishSplit();
    }
    return tryMoveToNextSplit();
  }

  /** Turns an element into a record. */
  protected abstract O convert(E value);

  /** The current split is read: asks for another if none waits. */
  protected void finishSplit() {
    iterator = null;
    currentSplit = null;
    if (remainingSplits.isEmpty() && !noMoreSplits) {
      context.sendSplitRequest();
    }
  }

  /** Begins the next split, if there is one. */
  protected InputStatus tryMoveToNextSplit() {
    currentSplit = remainingSplits.poll();
    if (currentSplit != null) {
      iterator = currentSplit.getIterator();
      return InputStatus.MORE_AVAILABLE;
    }
    if (noMoreSplits) {
      return InputStatus.END_OF_INPUT;
    }
    if (availability.isDone()) {
      availability = new CompletableFuture<>();
    }
    return InputStatus.NOTHING_AVAILABLE;
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return availability;
  }

  @Override
  public void addSplits(List<SplitT> splits) {
    remainingSplits.addAll(splits);
    availability.complete(null);
  }

  @Override
  public void notifyNoMoreSplits() {
    noMoreSplits = true;
    availability.complete(null);
  }

  @Override
  public List<SplitT> snapshotState(long checkpointId) {
    List<SplitT> splits = new ArrayList<>(remainingSplits);
    if (iterator != null && iterator.hasNext()) {
      @SuppressWarnings("unchecked")
      SplitT updated = (SplitT) currentSplit.getUpdatedSplitForIterator(iterator);
      splits.add(updated);
    }
    return splits;
  }

  @Override
  public void close() throws Exception {}
}
