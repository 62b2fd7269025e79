// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.protocol.message;

/**
 * What a task does for a checkpoint that it has not acknowledged.
 *
 * @param attempt the task
 * @param checkpointId the checkpoint
 * @param stage how far it is
 * @param millis for how long it has been there
 * @param detail for people: what it waits for; empty if there is nothing to say
 */
public record CheckpointProgress(
    AttemptID attempt, long checkpointId, Stage stage, long millis, String detail) {

  /** The way of a task to its acknowledgement. */
  public enum Stage {
    /** It was told to begin, and its thread has not come to it. */
    TRIGGERED,
    /** Some channels have delivered the barrier, others have not. */
    ALIGNING,
    /** Its operators take their snapshots; it processes nothing. */
    SNAPSHOT,
    /** Its state is written, or waits for a thread to write it. */
    WRITING,
    /** Its state is written; the file that it shares with other tasks is not closed. */
    CLOSING
  }
}
