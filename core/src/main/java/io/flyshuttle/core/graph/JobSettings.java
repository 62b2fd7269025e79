// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.graph;

import java.util.Map;

/**
 * What the JobManager must know of a job's settings.
 *
 * @param type batch or streaming
 * @param restart what to do after a failure
 * @param jobParameters global job parameters as text, for display
 * @param checkpoints when and how state is saved
 * @param restore what the job starts from
 */
public record JobSettings(
    JobType type,
    RestartSpec restart,
    Map<String, String> jobParameters,
    CheckpointSettings checkpoints,
    RestoreSettings restore) {

  /** Settings of a job without checkpoints that starts afresh. */
  public JobSettings(JobType type, RestartSpec restart, Map<String, String> jobParameters) {
    this(type, restart, jobParameters, CheckpointSettings.none(), RestoreSettings.none());
  }
}
