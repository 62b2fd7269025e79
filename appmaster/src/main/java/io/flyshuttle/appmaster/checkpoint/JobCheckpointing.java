// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.checkpoint;

import io.flyshuttle.core.checkpoint.RestorePlan;
import io.flyshuttle.core.checkpoint.TaskCheckpoints;
import io.flyshuttle.core.graph.CheckpointSettings;
import io.flyshuttle.core.graph.JobGraph;
import java.util.List;

/**
 * All that was found out about a job's checkpoints before the job begins.
 *
 * @param settings with nothing left to the session to decide
 * @param base URI of the job's checkpoint directory
 * @param recovered completed checkpoints of the job's run under an earlier ApplicationMaster,
 *     oldest first
 * @param highestId the highest id of a checkpoint that was begun before; 0 if none was
 * @param startFrom the checkpoint or savepoint that a new job starts from; null for a fresh start
 * @param claim whether its files belong to the job
 * @param restore how the newest of them fits; null for a fresh start
 */
public record JobCheckpointing(
    CheckpointSettings settings,
    String base,
    List<CompletedCheckpoint> recovered,
    long highestId,
    CompletedCheckpoint startFrom,
    boolean claim,
    RestorePlan restore) {

  /** The same with ids of checkpoints above {@code id}. */
  JobCheckpointing above(long id) {
    return new JobCheckpointing(
        settings, base, recovered, Math.max(highestId, id), startFrom, claim, restore);
  }

  /** The job with what it takes over from the saved state. */
  public JobGraph adopt(JobGraph graph) {
    return restore == null ? graph : restore.adopt(graph);
  }

  /** What the job's tasks must know. */
  public TaskCheckpoints forTasks() {
    return new TaskCheckpoints(
        settings.enabled(),
        settings.mode(),
        settings.unaligned(),
        settings.unaligned() ? settings.alignedTimeoutMillis() : 0,
        base,
        settings.stateBackend(),
        settings.incremental(),
        settings.localCopies());
  }
}
