// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.client;

import io.flyshuttle.core.job.JobExecutionResult;

/** Is told of jobs that an environment submits. */
public interface JobListener {

  /** A job was submitted, or could not be; one of the two is null. */
  void onJobSubmitted(JobClient jobClient, Throwable throwable);

  /** A job that was waited for has ended; one of the two is null. */
  void onJobExecuted(JobExecutionResult jobExecutionResult, Throwable throwable);
}
