// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.job;

/** What a function may know of its job. */
public interface JobInfo {

  JobID getJobId();

  String getJobName();
}
