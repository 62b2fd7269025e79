// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.job;

import io.flyshuttle.core.fault.Failure;
import io.flyshuttle.core.job.JobStatus;
import io.flyshuttle.protocol.message.TaskState;

/** Something that happened to a job. */
public sealed interface JobEvent {

  /** An event and its number among the job's events, from 1. */
  record Numbered(long number, JobEvent event) {}

  /** The job's status changed; {@code message} says why, it may be empty. */
  record StatusChanged(long timeMillis, JobStatus status, JobStatus previous, String message)
      implements JobEvent {}

  /** The state of an attempt changed; worker and host are null before it was deployed. */
  record TaskChanged(
      long timeMillis,
      String task,
      int vertex,
      int subtask,
      int attempt,
      TaskState state,
      String worker,
      String host)
      implements JobEvent {}

  /** Something failed; {@code task}, worker and host are null if it was not a task. */
  record Failed(Failure failure, String task, String worker, String host) implements JobEvent {}

  /** Slots are missing. */
  record Waiting(long timeMillis, String message) implements JobEvent {}

  /** How far the job is. */
  record Progress(long timeMillis, JobReport.Tasks tasks, long recordsIn, long recordsOut)
      implements JobEvent {}

  /** The job has ended: the last event. */
  record Ended(JobReport.Line line, long netRuntimeMillis, Failure failure) implements JobEvent {}
}
