// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.client;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.job.JobExecutionResult;
import io.flyshuttle.core.job.JobID;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The result of a job that was not waited for: its id. Everything else is refused. */
public final class DetachedJobResult extends JobExecutionResult {

  public DetachedJobResult(JobID jobID) {
    super(jobID, -1, null);
  }

  @Override
  public boolean isJobExecutionResult() {
    return false;
  }

  @Override
  public JobExecutionResult getJobExecutionResult() {
    throw new ClassCastException(
        "job " + getJobID() + " was submitted detached: only its id is known");
  }

  @Override
  public long getNetRuntime() {
    throw notWaitedFor("run time");
  }

  @Override
  public long getNetRuntime(TimeUnit unit) {
    throw notWaitedFor("run time");
  }

  @Override
  public <T> T getAccumulatorResult(String accumulatorName) {
    throw notWaitedFor("accumulator " + accumulatorName);
  }

  @Override
  public Map<String, Object> getAllAccumulatorResults() {
    throw notWaitedFor("accumulators");
  }

  @Override
  public Integer getIntCounterResult(String accumulatorName) {
    throw notWaitedFor("accumulator " + accumulatorName);
  }

  @Override
  public String toString() {
    return "Job " + getJobID() + " was submitted detached";
  }

  private FlyshuttleException notWaitedFor(String what) {
    return new FlyshuttleException(
        ErrorCode.INVALID_PROGRAM,
        "The "
            + what
            + " of job "
            + getJobID()
            + " is not known, because it was submitted detached:"
            + " submit it without -d, or do not ask after execute()");
  }
}
