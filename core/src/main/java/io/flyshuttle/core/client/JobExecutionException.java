// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.client;

import io.flyshuttle.core.fault.Failure;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.job.JobID;

/** A job that failed or was canceled, with what is known of the reason. */
public class JobExecutionException extends FlyshuttleException {
  private static final long serialVersionUID = 1L;

  private final JobID jobID;
  private final transient Failure failure;

  /** For a failure that came from another process. Its text stands in {@link #failure}. */
  public JobExecutionException(JobID jobID, Failure failure) {
    this(jobID, failure, null);
  }

  /** For a failure whose exception is at hand, because the job ran in this process. */
  public JobExecutionException(JobID jobID, Failure failure, Throwable cause) {
    super(failure.code(), "Job " + jobID + " failed: " + failure.message(), cause);
    this.jobID = jobID;
    this.failure = failure;
  }

  public JobID getJobID() {
    return jobID;
  }

  /** What failed, where, with the trace as text. Null after this exception was serialized. */
  public Failure failure() {
    return failure;
  }
}
