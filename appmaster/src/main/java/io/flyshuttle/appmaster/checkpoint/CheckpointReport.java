// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.checkpoint;

import io.flyshuttle.core.checkpoint.CheckpointKind;
import io.flyshuttle.core.checkpoint.SnapshotTimes;
import io.flyshuttle.core.fault.ErrorCode;
import java.util.List;

/** What can be told about a job's checkpoints: read-only records. */
public final class CheckpointReport {
  private CheckpointReport() {}

  /** Where a checkpoint stands. */
  public enum Status {
    IN_PROGRESS,
    COMPLETED,
    FAILED
  }

  /**
   * A checkpoint in one line.
   *
   * @param triggerMillis when it was triggered, milliseconds since 1970
   * @param durationMillis until it was complete or given up; until now if it is under way
   * @param bytes written for it, metadata included
   * @param stateBytes of all state that it refers to
   * @param alignmentMillis the longest of all tasks
   * @param unaligned whether barriers overtook records at some task
   * @param inFlightBytes of overtaken records, which are part of it
   * @param acknowledged tasks whose part is done
   * @param tasks tasks that take part
   * @param directory URI
   * @param code why it failed; null unless it did
   * @param reason why it failed, for people; empty unless it did
   */
  public record Line(
      long id,
      CheckpointKind kind,
      Status status,
      long triggerMillis,
      long durationMillis,
      long bytes,
      long stateBytes,
      long alignmentMillis,
      boolean unaligned,
      long inFlightBytes,
      int acknowledged,
      int tasks,
      String directory,
      ErrorCode code,
      String reason) {}

  /**
   * A task's part.
   *
   * @param task shown to people
   * @param worker where it ran
   * @param acknowledgedMillis after the trigger; -1 if it has not acknowledged
   * @param doing what it did when it was last heard of, if it is missing; else empty
   * @param times null if it has not acknowledged, or had ended before
   */
  public record Part(
      int vertex,
      int subtask,
      String task,
      String worker,
      boolean ended,
      long acknowledgedMillis,
      String doing,
      SnapshotTimes times) {

    /** Whether it is still waited for, or was when the checkpoint failed. */
    public boolean isMissing() {
      return !ended && acknowledgedMillis < 0;
    }
  }

  /** A checkpoint with the parts of all tasks. */
  public record Detail(Line line, List<Part> parts) {}

  /**
   * All checkpoints of a job.
   *
   * @param restored times that the job was restored from one
   * @param restoredFrom URI of the one it was restored from last; empty if it was not
   * @param history newest first
   */
  public record Summary(
      long completed,
      long failed,
      int inProgress,
      int restored,
      String restoredFrom,
      List<Line> history) {

    /** No checkpoints at all. */
    public static Summary none() {
      return new Summary(0, 0, 0, 0, "", List.of());
    }
  }
}
