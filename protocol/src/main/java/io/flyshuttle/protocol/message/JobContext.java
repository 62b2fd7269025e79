// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.protocol.message;

import io.flyshuttle.core.checkpoint.TaskCheckpoints;
import io.flyshuttle.core.graph.JobFile;
import io.flyshuttle.core.graph.JobType;
import io.flyshuttle.core.job.JobID;
import java.util.List;

/**
 * What all tasks of a job have in common; sent to a worker with each deployment, kept once.
 *
 * @param id the job
 * @param name its name
 * @param type batch or streaming
 * @param files jars and cached files
 * @param executionConfig serialized, opaque
 * @param checkpoints how state is kept and saved
 */
public record JobContext(
    JobID id,
    String name,
    JobType type,
    List<JobFile> files,
    byte[] executionConfig,
    TaskCheckpoints checkpoints) {

  /** A job without checkpoints. */
  public JobContext(
      JobID id, String name, JobType type, List<JobFile> files, byte[] executionConfig) {
    this(id, name, type, files, executionConfig, TaskCheckpoints.none());
  }
}
