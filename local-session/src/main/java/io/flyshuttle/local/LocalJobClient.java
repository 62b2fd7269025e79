// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.local;

import io.flyshuttle.appmaster.job.JobReport;
import io.flyshuttle.appmaster.session.JobManager;
import io.flyshuttle.core.checkpoint.CheckpointKind;
import io.flyshuttle.core.client.JobClient;
import io.flyshuttle.core.client.SavepointFormatType;
import io.flyshuttle.core.job.JobExecutionResult;
import io.flyshuttle.core.job.JobID;
import io.flyshuttle.core.job.JobStatus;
import io.flyshuttle.protocol.message.Payload;
import io.flyshuttle.protocol.outcome.JobOutcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A job of a local session. */
final class LocalJobClient implements JobClient {
  private final JobManager jobManager;
  private final JobID id;
  private final CompletableFuture<JobExecutionResult> result;

  LocalJobClient(JobManager jobManager, JobID id, ClassLoader userClasses) {
    this.jobManager = jobManager;
    this.id = id;
    // Not on the control thread: user classes are loaded and merged.
    this.result =
        LocalSession.ended(jobManager, id)
            .thenApplyAsync(report -> outcome(report).toResult(userClasses));
  }

  private static JobOutcome outcome(JobReport.Result report) {
    Map<String, List<Payload>> accumulators = new HashMap<>();
    report
        .accumulators()
        .forEach(
            (name, parts) ->
                accumulators.put(name, parts.stream().map(JobReport.Part::payload).toList()));
    return new JobOutcome(
        report.id(),
        report.name(),
        report.status(),
        report.netRuntimeMillis(),
        report.failure(),
        accumulators);
  }

  @Override
  public JobID getJobID() {
    return id;
  }

  @Override
  public CompletableFuture<JobStatus> getJobStatus() {
    return jobManager.job(id).thenApply(job -> job.line().status());
  }

  @Override
  public CompletableFuture<Void> cancel() {
    return jobManager.cancel(id).thenApply(status -> null);
  }

  @Override
  public CompletableFuture<String> stopWithSavepoint(
      boolean advanceToEndOfEventTime, String savepointDirectory, SavepointFormatType formatType) {
    return save(
        advanceToEndOfEventTime
            ? CheckpointKind.SAVEPOINT_AND_DRAIN
            : CheckpointKind.SAVEPOINT_AND_STOP,
        savepointDirectory);
  }

  @Override
  public CompletableFuture<String> triggerSavepoint(
      String savepointDirectory, SavepointFormatType formatType) {
    return save(CheckpointKind.SAVEPOINT, savepointDirectory);
  }

  private CompletableFuture<String> save(CheckpointKind kind, String directory) {
    return jobManager.save(id, kind, directory == null ? "" : directory);
  }

  /** The values of a finished job; nothing is told of a running one. */
  @Override
  public CompletableFuture<Map<String, Object>> getAccumulators() {
    return result.isDone()
        ? result.thenApply(JobExecutionResult::getAllAccumulatorResults)
        : CompletableFuture.completedFuture(Map.of());
  }

  @Override
  public CompletableFuture<JobExecutionResult> getJobExecutionResult() {
    return result.copy();
  }
}
