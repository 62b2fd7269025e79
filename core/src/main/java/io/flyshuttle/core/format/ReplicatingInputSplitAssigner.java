// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Hands every split to every subtask once. */
final class ReplicatingInputSplitAssigner implements InputSplitAssigner {
  private final InputSplit[] splits;
  private final Map<Integer, Integer> handedOut = new HashMap<>();

  ReplicatingInputSplitAssigner(InputSplit[] splits) {
    this.splits = splits;
  }

  @Override
  public synchronized InputSplit getNextInputSplit(String host, int taskId) {
    int next = handedOut.merge(taskId, 1, Integer::sum) - 1;
    return next < splits.length ? splits[next] : null;
  }

  @Override
  public synchronized void returnInputSplit(List<InputSplit> returned, int taskId) {
    handedOut.remove(taskId);
  }
}
