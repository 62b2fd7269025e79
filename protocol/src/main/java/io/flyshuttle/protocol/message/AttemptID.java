// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.protocol.message;

import io.flyshuttle.core.job.JobID;

/**
 * One attempt to run one subtask.
 *
 * @param job the job
 * @param vertex index of the vertex in the job graph
 * @param subtask index of the subtask
 * @param attempt 0 for the first, one more after each restart of the subtask
 */
public record AttemptID(JobID job, int vertex, int subtask, int attempt) {}
