// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/** Hands splits out in any order to whoever asks. */
public final class DefaultInputSplitAssigner implements InputSplitAssigner {
  private final Deque<InputSplit> left;

  /** Hands out {@code splits}. */
  public DefaultInputSplitAssigner(InputSplit[] splits) {
    left = new ArrayDeque<>(Arrays.asList(splits));
  }

  /** Hands out {@code splits}. */
  public DefaultInputSplitAssigner(Collection<? extends InputSplit> splits) {
    left = new ArrayDeque<>(splits);
  }

  @Override
  public synchronized InputSplit getNextInputSplit(String host, int taskId) {
    return left.pollFirst();
  }

  @Override
  public synchronized void returnInputSplit(List<InputSplit> splits, int taskId) {
    for (InputSplit split : splits) {
      if (left.contains(split)) {
        throw new IllegalStateException("split " + split + " was not handed out");
      }
      left.addLast(split);
    }
  }
}
