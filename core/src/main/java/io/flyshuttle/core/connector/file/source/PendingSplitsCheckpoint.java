// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.file.source;

import io.flyshuttle.core.file.Path;
import java.util.Collection;
import java.util.List;

/**
 * What an enumerator of files has not dealt out, and the files it need not look at again.
 * Immutable.
 *
 * @param <SplitT> type of the splits
 */
public class PendingSplitsCheckpoint<SplitT extends FileSourceSplit> {
  private final Collection<SplitT> splits;
  private final Collection<Path> alreadyProcessedPaths;

  protected PendingSplitsCheckpoint(
      Collection<SplitT> splits, Collection<Path> alreadyProcessedPaths) {
    this.splits = List.copyOf(splits);
    this.alreadyProcessedPaths = List.copyOf(alreadyProcessedPaths);
  }

  public static <T extends FileSourceSplit> PendingSplitsCheckpoint<T> fromCollectionSnapshot(
      Collection<T> splits) {
    return new PendingSplitsCheckpoint<>(splits, List.of());
  }

  public static <T extends FileSourceSplit> PendingSplitsCheckpoint<T> fromCollectionSnapshot(
      Collection<T> splits, Collection<Path> alreadyProcessedPaths) {
    return new PendingSplitsCheckpoint<>(splits, alreadyProcessedPaths);
  }

  public Collection<SplitT> getSplits() {
    return splits;
  }

  public Collection<Path> getAlreadyProcessedPaths() {
    return alreadyProcessedPaths;
  }
}
