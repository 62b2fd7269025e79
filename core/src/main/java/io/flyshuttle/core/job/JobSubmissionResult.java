// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.job;

/** What is known of a job that was handed over: its id. */
public class JobSubmissionResult {
  private final JobID jobID;

  public JobSubmissionResult(JobID jobID) {
    this.jobID = jobID;
  }

  public JobID getJobID() {
    return jobID;
  }

  /** Whether this is a {@link JobExecutionResult}: the job has ended. */
  public boolean isJobExecutionResult() {
    return false;
  }

  /**
   * This as a result.
   *
   * @throws ClassCastException if the job has not ended
   */
  public JobExecutionResult getJobExecutionResult() {
    throw new ClassCastException(
        "only the id is known of job " + jobID + ", it was not waited for");
  }
}
