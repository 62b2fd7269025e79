// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.protocol.message;

import io.flyshuttle.core.fault.Failure;
import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.graph.JobType;
import io.flyshuttle.core.job.JobID;
import io.flyshuttle.core.job.JobStatus;
import java.util.List;
import java.util.Map;

/**
 * What the JobManager stores of a job whose tasks have all ended, for an ApplicationMaster after
 * it.
 *
 * @param status how the job ended; RUNNING if its tasks have finished and only its outputs are left
 *     to be completed
 * @param endMillis -1 while it has not ended
 * @param tasks number of subtasks by state
 * @param failure null unless the job failed
 * @param failures the newest first
 * @param accumulators by name
 * @param graph without code, for display
 */
public record JobArchive(
    JobID id,
    String name,
    JobType type,
    JobStatus status,
    long startMillis,
    long endMillis,
    long durationMillis,
    long netRuntimeMillis,
    int restarts,
    Map<TaskState, Integer> tasks,
    Failure failure,
    List<FailureEntry> failures,
    Map<String, List<Part>> accumulators,
    JobGraph graph) {

  /** A failure in the job's history; {@code task}, worker and host are null if it was no task's. */
  public record FailureEntry(Failure failure, String task, String worker, String host) {}

  /** One subtask's part of an accumulator. */
  public record Part(int vertex, int subtask, Payload payload) {}
}
