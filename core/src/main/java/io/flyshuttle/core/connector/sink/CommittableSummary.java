// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.sink;

import java.util.Objects;

/**
 * How many committables a subtask sends for a checkpoint. Sent before them.
 *
 * @param <CommT> what is needed to commit
 */
public class CommittableSummary<CommT> implements CommittableMessage<CommT> {
  private final int subtaskId;
  private final int numberOfSubtasks;
  private final long checkpointId;
  private final int numberOfCommittables;
  private final int numberOfPendingCommittables;
  private final int numberOfFailedCommittables;

  /**
   * @param checkpointId null at the end of input
   */
  public CommittableSummary(
      int subtaskId,
      int numberOfSubtasks,
      Long checkpointId,
      int numberOfCommittables,
      int numberOfPendingCommittables,
      int numberOfFailedCommittables) {
    this.subtaskId = subtaskId;
    this.numberOfSubtasks = numberOfSubtasks;
    this.checkpointId = checkpointId == null ? EOI : checkpointId;
    this.numberOfCommittables = numberOfCommittables;
    this.numberOfPendingCommittables = numberOfPendingCommittables;
    this.numberOfFailedCommittables = numberOfFailedCommittables;
  }

  @Override
  public int getSubtaskId() {
    return subtaskId;
  }

  /** How many subtasks send a summary for this checkpoint. */
  public int getNumberOfSubtasks() {
    return numberOfSubtasks;
  }

  @Override
  public long getCheckpointIdOrEOI() {
    return checkpointId;
  }

  public int getNumberOfCommittables() {
    return numberOfCommittables;
  }

  /** How many of them are still to be committed. */
  public int getNumberOfPendingCommittables() {
    return numberOfPendingCommittables;
  }

  /** How many of them have been given up. */
  public int getNumberOfFailedCommittables() {
    return numberOfFailedCommittables;
  }

  /** The same figures for committables that become others one by one. */
  public <NewCommT> CommittableSummary<NewCommT> map() {
    return new CommittableSummary<>(
        subtaskId,
        numberOfSubtasks,
        checkpointId,
        numberOfCommittables,
        numberOfPendingCommittables,
        numberOfFailedCommittables);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CommittableSummary<?> that
        && subtaskId == that.subtaskId
        && numberOfSubtasks == that.numberOfSubtasks
        && checkpointId == that.checkpointId
        && numberOfCommittables == that.numberOfCommittables
        && numberOfPendingCommittables == that.numberOfPendingCommittables
        && numberOfFailedCommittables == that.numberOfFailedCommittables;
  }

  @Override
  public int hashCode() {
    return Objects.hash(subtaskId, numberOfSubtasks, checkpointId, numberOfCommittables);
  }

  @Override
  public String toString() {
    return "CommittableSummary{subtask "
        + subtaskId
        + " of "
        + numberOfSubtasks
        + ", checkpoint "
        + (checkpointId == EOI ? "at the end of input" : checkpointId)
        + ", "
        + numberOfCommittables
        + " committables, "
        + numberOfPendingCommittables
        + " pending, "
        + numberOfFailedCommittables
        + " failed}";
  }
}
