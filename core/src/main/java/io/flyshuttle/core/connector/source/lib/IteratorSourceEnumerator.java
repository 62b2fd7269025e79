// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.source.lib;

import io.flyshuttle.core.connector.source.SourceSplit;
import io.flyshuttle.core.connector.source.SplitEnumerator;
import io.flyshuttle.core.connector.source.SplitEnumeratorContext;
import io.flyshuttle.core.connector.source.SupportsBatchSnapshot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;

/**
 * Deals out the splits it is given, one at a time, to whoever asks.
 *
 * @param <SplitT> type of the splits
 */
public class IteratorSourceEnumerator<SplitT extends SourceSplit>
    implements SplitEnumerator<SplitT, Collection<SplitT>>, SupportsBatchSnapshot {

  private final SplitEnumeratorContext<SplitT> context;
  private final Queue<SplitT> remainingSplits;

  public IteratorSourceEnumerator(
      SplitEnumeratorContext<SplitT> context, Collection<SplitT> splits) {
    this.context = context;
    this.remainingSplits = new ArrayDeque<>(splits);
  }

  @Override
  public void start() {}

  @Override
  public void close() {}

  @Override
  public void handleSplitRequest(int subtaskId, String requesterHostname) {
    SplitT next = remainingSplits.poll();
    if (next == null) {
      context.signalNoMoreSplits(subtaskId);
    } else {
      context.assignSplit(next, subtaskId);
    }
  }

  @Override
  public void addSplitsBack(List<SplitT> splits, int subtaskId) {
    remainingSplits.addAll(splits);
  }

  @Override
  public Collection<SplitT> snapshotState(long checkpointId) throws Exception {
    return new ArrayList<>(remainingSplits);
  }

  @Override
  public void addReader(int subtaskId) {
    // a reader asks by itself
  }
}
