// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.protocol.message;

import io.flyshuttle.core.checkpoint.Barrier;
import io.flyshuttle.core.job.JobID;
import java.util.List;

/** What the JobManager says to a worker. */
public sealed interface WorkerMessage {

  /**
   * The worker is part of the session. It declares the JobManager lost, and ends, when no {@link
   * Ping} came for {@code heartbeatTimeoutMillis}.
   */
  record Registered(String session, long heartbeatTimeoutMillis) implements WorkerMessage {}

  /**
   * New tokens for file systems, in place of those that the worker's container was started with or
   * that came before.
   *
   * @param tokens in the form of the file systems' provider
   */
  record NewTokens(byte[] tokens) implements WorkerMessage {}

  /** The worker is not wanted: it ends. */
  record Refused(String reason) implements WorkerMessage {}

  /** A heartbeat; answered by {@link MasterMessage.Pong}. */
  record Ping(long sequence) implements WorkerMessage {}

  /** Run these tasks, all of one job. */
  record DeployTasks(JobContext job, List<TaskDeployment> tasks) implements WorkerMessage {}

  /** Stop this attempt; answered by a terminal {@link MasterMessage.TaskStateChanged}. */
  record CancelTask(AttemptID attempt) implements WorkerMessage {}

  /** Answer to {@link MasterMessage.RequestSplit}; {@code split} is null if none is left. */
  record SplitAssigned(AttemptID attempt, long request, byte[] split) implements WorkerMessage {}

  /** Run the global hooks of a job. */
  record RunGlobalHooks(JobContext job, long request, HookPhase phase, List<HookSpec> hooks)
      implements WorkerMessage {}

  /** One hook and the parallelism of its vertex. */
  record HookSpec(byte[] hook, int parallelism) {}

  /** Blocking partitions that nobody will read any more. */
  record ReleasePartitions(List<PartitionID> partitions) implements WorkerMessage {}

  /** The job has ended: drop its class loader, files and partitions. */
  record ReleaseJob(JobID job) implements WorkerMessage {}

  /**
   * Begin a checkpoint. Sent to every worker with tasks of the job. Sources among {@code triggered}
   * snapshot and send the barrier; tasks among them whose inputs have all ended, or will without a
   * barrier, snapshot when that is so.
   *
   * @param triggered attempts on this worker that no barrier will reach
   * @param tasks how many tasks of the job on this worker take part
   */
  record TriggerCheckpoint(JobID job, Barrier barrier, List<AttemptID> triggered, int tasks)
      implements WorkerMessage {}

  /** The checkpoint is published: side effects that waited for it may be made. */
  record CheckpointCompleted(JobID job, long checkpointId) implements WorkerMessage {}

  /** The checkpoint will never complete: what was written for it is of no use. */
  record CheckpointAborted(JobID job, long checkpointId) implements WorkerMessage {}

  /**
   * Send the end of your log, at most {@code maxBytes}; answered by {@link
   * MasterMessage.LogFetched}.
   */
  record FetchLog(long request, int maxBytes) implements WorkerMessage {}

  /** Cancel all tasks and end. */
  record Shutdown(String reason) implements WorkerMessage {}
}
