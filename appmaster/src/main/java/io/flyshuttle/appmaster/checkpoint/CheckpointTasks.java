// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.checkpoint;

import io.flyshuttle.appmaster.slot.Worker;
import io.flyshuttle.core.fault.Failure;
import io.flyshuttle.protocol.message.AttemptID;
import io.flyshuttle.protocol.message.TaskState;

/** What checkpoints see of their job. Control thread only. */
public interface CheckpointTasks {

  /** The current attempt of a subtask, by its number in the execution graph. */
  AttemptID attempt(int subtask);

  /** The state of the current attempt. */
  TaskState state(int subtask);

  /** Where the current attempt runs; null before it was deployed. */
  Worker worker(int subtask);

  /**
   * What a subtask mostly does with its time.
   *
   * @param backpressured whether that is to wait for its readers
   * @param text for people; empty if it is not known
   */
  record Activity(boolean backpressured, String text) {}

  /** What a subtask mostly does with its time. */
  Activity activity(int subtask);

  /** Where backpressure starts, for people; empty if there is none. */
  String backpressure();

  /** The subtask's number if the attempt is the current one of it, else -1. */
  int find(AttemptID attempt);

  /** More checkpoints have failed in a row than are tolerated. */
  void tooManyFailures(Failure last);

  /**
   * A checkpoint is triggered: splits that are dealt to sources from now on are not part of it.
   *
   * @param oldestKept nothing will be restored from a checkpoint before this one
   */
  void triggered(long checkpointId, long oldestKept);
}
