// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.sink;

import java.util.Objects;
import java.util.function.Function;

/**
 * Something to commit, with the checkpoint and subtask it comes from.
 *
 * @param <CommT> what is needed to commit
 */
public class CommittableWithLineage<CommT> implements CommittableMessage<CommT> {
  private final CommT committable;
  private final long checkpointId;
  private final int subtaskId;

  /**
   * @param checkpointId null at the end of input
   */
  public CommittableWithLineage(CommT committable, Long checkpointId, int subtaskId) {
    this.committable = Objects.requireNonNull(committable, "committable");
    this.checkpointId = checkpointId == null ? EOI : checkpointId;
    this.subtaskId = subtaskId;
  }

  public CommT getCommittable() {
    return committable;
  }

  @Override
  public int getSubtaskId() {
    return subtaskId;
  }

  @Override
  public long getCheckpointIdOrEOI() {
    return checkpointId;
  }

  /** Another committable with the same lineage. */
  public <NewCommT> CommittableWithLineage<NewCommT> map(
      Function<CommT, ? extends NewCommT> mapper) {
    return new CommittableWithLineage<>(mapper.apply(committable), checkpointId, subtaskId);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CommittableWithLineage<?> that
        && subtaskId == that.subtaskId
        && checkpointId == that.checkpointId
        && committable.equals(that.committable);
  }

  @Override
  public int hashCode() {
    return Objects.hash(committable, checkpointId, subtaskId);
  }

  @Override
  public String toString() {
    return "CommittableWithLineage{"
        + committable
        + ", checkpoint "
        + (checkpointId == EOI ? "at the end of input" : checkpointId)
        + ", subtask "
        + subtaskId
        + "}";
  }
}
