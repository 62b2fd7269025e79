// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector;

import io.flyshuttle.core.job.JobID;
import io.flyshuttle.core.job.JobInfo;
import io.flyshuttle.core.job.TaskInfo;
import java.util.OptionalLong;

/** What every part of a sink may know of where it runs. */
public interface InitContext {

  /** The first checkpoint of a job. */
  long INITIAL_CHECKPOINT_ID = 1;

  JobInfo getJobInfo();

  TaskInfo getTaskInfo();

  /** The checkpoint that state was restored from; empty for a fresh start. */
  OptionalLong getRestoredCheckpointId();

  @Deprecated
  default int getSubtaskId() {
    return getTaskInfo().getIndexOfThisSubtask();
  }

  @Deprecated
  default int getNumberOfParallelSubtasks() {
    return getTaskInfo().getNumberOfParallelSubtasks();
  }

  @Deprecated
  default int getAttemptNumber() {
    return getTaskInfo().getAttemptNumber();
  }

  @Deprecated
  default JobID getJobId() {
    return getJobInfo().getJobId();
  }
}
