// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.checkpoint;

import io.flyshuttle.core.checkpoint.CheckpointKind;
import io.flyshuttle.core.checkpoint.RestorePlan;
import io.flyshuttle.core.checkpoint.file.CheckpointLayout;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.graph.CheckpointSettings;
import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.graph.JobType;
import io.flyshuttle.core.graph.RestoreSettings;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Finds out, before a job is accepted, whether its checkpoints can be written and whether it can
 * start from what it is to start from: so that this is said at submission and not an hour later.
 * Any thread.
 */
public final class CheckpointPreparation {
  private final CheckpointDefaults defaults;
  private final CheckpointStorage storage;

  public CheckpointPreparation(CheckpointDefaults defaults, CheckpointStorage storage) {
    this.defaults = defaults;
    this.storage = storage;
  }

  /**
   * Prepares a new job.
   *
   * @return fails with INVALID_OPTION or STATE_NOT_RESTORABLE, or with what kept the saved state
   *     from being read
   */
  public CompletableFuture<JobCheckpointing> forNewJob(JobGraph graph) {
    CheckpointSettings settings = defaults.resolve(graph);
    RestoreSettings restore = graph.settings().restore();
    String base = base(settings, graph);
    if (graph.settings().type() != JobType.STREAMING) {
      if (!restore.path().isEmpty()) {
        throw new FlyshuttleException(
            ErrorCode.STATE_NOT_RESTORABLE, "a batch job cannot start from saved state");
      }
      return CompletableFuture.completedFuture(fresh(settings, base));
    }
    CompletableFuture<CompletedCheckpoint> saved =
        restore.path().isEmpty()
            ? CompletableFuture.completedFuture(null)
            : storage.read(restore.path());
    return saved
        .thenApply(
            checkpoint ->
                checkpoint == null
                    ? fresh(settings, base)
                    : new JobCheckpointing(
                        settings,
                        base,
                        List.of(),
                        0,
                        checkpoint,
                        restore.claim(),
                        fit(checkpoint, graph, restore)))
        .thenCompose(
            plan ->
                settings.enabled()
                    ? storage.prepare(base).thenApply(done -> plan)
                    : CompletableFuture.completedFuture(plan));
  }

  /**
   * Prepares a job that ran under an earlier ApplicationMaster: it goes on from its newest
   * checkpoint that can be read, or starts anew if it has none; if it was about to stop with a
   * savepoint, from that, because side effects of it may have been made. What belongs to no
   * checkpoint is deleted.
   */
  public CompletableFuture<JobCheckpointing> forRecoveredJob(JobGraph graph) {
    CheckpointSettings settings = defaults.resolve(graph);
    String base = base(settings, graph);
    if (graph.settings().type() != JobType.STREAMING) {
      return CompletableFuture.completedFuture(fresh(settings, base));
    }
    return storage
        .takeOver(base)
        .thenCompose(
            found -> {
              if (found.completed().isEmpty()) {
                return forNewJob(graph).thenApply(plan -> plan.above(found.highestId()));
              }
              CompletedCheckpoint latest = found.completed().get(found.completed().size() - 1);
              if (latest.metadata().kind() == CheckpointKind.SAVEPOINT_AND_DRAIN) {
                throw drained(latest);
              }
              List<CompletedCheckpoint> completed =
                  found.completed().stream()
                      .filter(each -> each == latest || !each.metadata().kind().isSavepoint())
                      .toList();
              storage.sweep(base, completed, found.highestId() + 1);
              return CompletableFuture.completedFuture(
                  new JobCheckpointing(
                      settings,
                      base,
                      completed,
                      found.highestId(),
                      null,
                      false,
                      fit(latest, graph, RestoreSettings.none())));
            });
  }

  private static FlyshuttleException drained(CompletedCheckpoint savepoint) {
    return new FlyshuttleException(
        ErrorCode.CHECKPOINT_FAILED,
        "the ApplicationMaster was lost while the job stopped with the savepoint "
            + savepoint.directory()
            + ", for which windows and timers had fired as at the end of data: it cannot go on;"
            + " start it from there");
  }

  private static JobCheckpointing fresh(CheckpointSettings settings, String base) {
    return new JobCheckpointing(settings, base, List.of(), 0, null, false, null);
  }

  private static String base(CheckpointSettings settings, JobGraph graph) {
    return CheckpointLayout.jobDirectory(new Path(settings.directory()), graph.id()).toString();
  }

  private static RestorePlan fit(
      CompletedCheckpoint checkpoint, JobGraph graph, RestoreSettings restore) {
    RestorePlan plan = RestorePlan.of(checkpoint.metadata(), graph, restore);
    plan.refusal()
        .ifPresent(
            reason -> {
              throw new FlyshuttleException(
                  ErrorCode.STATE_NOT_RESTORABLE,
                  "the job cannot start from " + checkpoint.directory() + ": " + reason);
            });
    return plan;
  }
}
