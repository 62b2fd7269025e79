// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.source;

import java.util.List;
import java.util.Map;

/**
 * Which splits go to which readers. Immutable.
 *
 * @param <SplitT> type of the splits
 */
public final class SplitsAssignment<SplitT extends SourceSplit> {
  private final Map<Integer, List<SplitT>> assignment;

  public SplitsAssignment(Map<Integer, List<SplitT>> assignment) {
    this.assignment = assignment;
  }

  public SplitsAssignment(SplitT split, int subtask) {
    this(Map.of(subtask, List.of(split)));
  }

  /** Splits by index of the reader's subtask. */
  public Map<Integer, List<SplitT>> assignment() {
    return assignment;
  }

  @Override
  public String toString() {
    return assignment.toString();
  }
}
