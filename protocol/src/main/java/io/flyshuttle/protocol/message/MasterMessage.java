// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.protocol.message;

import io.flyshuttle.core.checkpoint.SnapshotTimes;
import io.flyshuttle.core.checkpoint.TaskSnapshot;
import io.flyshuttle.core.fault.Failure;
import java.util.List;
import java.util.Map;

/** What a worker says to the JobManager. */
public sealed interface MasterMessage {

  /**
   * First word of a worker, repeated until answered. {@code actor} is the worker's actor reference
   * as a string; {@code running} are the attempts it runs, if it knew an earlier ApplicationMaster.
   */
  record RegisterWorker(WorkerInfo worker, String actor, List<AttemptID> running)
      implements MasterMessage {}

  /**
   * Answer to {@link WorkerMessage.Ping}, with the counters of all running tasks, and with what
   * those do that take part in a checkpoint.
   */
  record Pong(
      String worker, long sequence, List<TaskMetrics> metrics, List<CheckpointProgress> checkpoints)
      implements MasterMessage {}

  /**
   * An attempt changed its state. {@code failure} is null unless FAILED; {@code accumulators} by
   * name, serialized, only with a terminal state; {@code metrics} null before RUNNING; {@code
   * results} only with FINISHED; {@code lostPartition} is what it could not read, null unless that
   * is why it failed.
   */
  record TaskStateChanged(
      String worker,
      AttemptID attempt,
      TaskState state,
      Failure failure,
      Map<String, Payload> accumulators,
      TaskMetrics metrics,
      List<ResultSize> results,
      PartitionID lostPartition)
      implements MasterMessage {

    /** A change that has nothing to do with what another task made. */
    public TaskStateChanged(
        String worker,
        AttemptID attempt,
        TaskState state,
        Failure failure,
        Map<String, Payload> accumulators,
        TaskMetrics metrics,
        List<ResultSize> results) {
      this(worker, attempt, state, failure, accumulators, metrics, results, null);
    }
  }

  /**
   * The size of a blocking result.
   *
   * @param edge the edge it is sent by
   * @param bytes size of each subpartition, as it is in the file
   */
  record ResultSize(int edge, List<Long> bytes) {}

  /** A source subtask wants one more split; answered by {@link WorkerMessage.SplitAssigned}. */
  record RequestSplit(String worker, AttemptID attempt, long request) implements MasterMessage {}

  /** A {@link WorkerMessage.RunGlobalHooks} is done; {@code failure} is null if all went well. */
  record GlobalHooksDone(String worker, long request, Failure failure) implements MasterMessage {}

  /** An attempt's part of a checkpoint is durable. */
  record CheckpointAcknowledged(
      String worker,
      AttemptID attempt,
      long checkpointId,
      TaskSnapshot snapshot,
      SnapshotTimes times)
      implements MasterMessage {}

  /** An attempt cannot take part in a checkpoint; the checkpoint fails, the task goes on. */
  record CheckpointDeclined(String worker, AttemptID attempt, long checkpointId, Failure reason)
      implements MasterMessage {}

  /**
   * An attempt has processed all its input and waits for one more checkpoint, so that its operators
   * can commit; then it finishes.
   */
  record FinalCheckpointAwaited(String worker, AttemptID attempt) implements MasterMessage {}

  /** Answer to {@link WorkerMessage.FetchLog}: {@code tail}, or else {@code failure}, is null. */
  record LogFetched(String worker, long request, LogTail tail, Failure failure)
      implements MasterMessage {}

  /** The worker is about to end. */
  record WorkerStopping(String worker, String reason) implements MasterMessage {}
}
