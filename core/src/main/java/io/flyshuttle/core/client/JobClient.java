// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.client;

import io.flyshuttle.core.job.JobExecutionResult;
import io.flyshuttle.core.job.JobID;
import io.flyshuttle.core.job.JobStatus;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A job that was submitted, seen by its client. Usable by any thread. */
public interface JobClient {

  JobID getJobID();

  /** The job's state now. */
  CompletableFuture<JobStatus> getJobStatus();

  /** Asks for the job to be canceled; completes when that has begun. */
  CompletableFuture<Void> cancel();

  /**
   * Takes a savepoint and then ends the job.
   *
   * @param advanceToEndOfEventTime whether sources end as if all time had passed
   * @param savepointDirectory where to; null for the configured directory
   * @return the savepoint's path
   */
  CompletableFuture<String> stopWithSavepoint(
      boolean advanceToEndOfEventTime, String savepointDirectory, SavepointFormatType formatType);

  /** As above, in the default format. */
  default CompletableFuture<String> stopWithSavepoint(
      boolean advanceToEndOfEventTime, String savepointDirectory) {
    return stopWithSavepoint(
        advanceToEndOfEventTime, savepointDirectory, SavepointFormatType.DEFAULT);
  }

  /**
   * Takes a savepoint; the job goes on.
   *
   * @param savepointDirectory where to; null for the configured directory
   * @return the savepoint's path
   */
  CompletableFuture<String> triggerSavepoint(
      String savepointDirectory, SavepointFormatType formatType);

  /** As above, in the default format. */
  default CompletableFuture<String> triggerSavepoint(String savepointDirectory) {
    return triggerSavepoint(savepointDirectory, SavepointFormatType.DEFAULT);
  }

  /** Values of the accumulators by name, of a running job as well. */
  CompletableFuture<Map<String, Object>> getAccumulators();

  /**
   * The result, when the job has finished. Completes with a {@link JobExecutionException} if the
   * job failed or was canceled.
   */
  CompletableFuture<JobExecutionResult> getJobExecutionResult();

  /**
   * Says that the client is there until {@code expiredTimestampMillis}, for jobs that end with it.
   */
  default void reportHeartbeat(long expiredTimestampMillis) {}
}
