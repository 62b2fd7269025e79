// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.file.source;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Optional;

/** Splits in the order in which they came. */
public class SimpleSplitAssigner implements FileSplitAssigner {
  private final ArrayDeque<FileSourceSplit> splits;

  public SimpleSplitAssigner(Collection<FileSourceSplit> splits) {
    this.splits = new ArrayDeque<>(splits);
  }

  @Override
  public Optional<FileSourceSplit> getNext(String hostname) {
    return Optional.ofNullable(splits.poll());
  }

  @Override
  public void addSplits(Collection<FileSourceSplit> newSplits) {
    splits.addAll(newSplits);
  }

  @Override
  public Collection<FileSourceSplit> remainingSplits() {
    return new ArrayList<>(splits);
  }
}
