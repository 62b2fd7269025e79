// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.job;

/** What a function may know of its task. */
public interface TaskInfo {

  /** Name of the task, the operators chained into it. */
  String getTaskName();

  /** Number of key groups. */
  int getMaxNumberOfParallelSubtasks();

  /** Index of this subtask, from 0. */
  int getIndexOfThisSubtask();

  /** Number of subtasks. */
  int getNumberOfParallelSubtasks();

  /** How often the subtask was started before, 0 the first time. */
  int getAttemptNumber();

  /** Name with index (from 1) and number of subtasks: {@code "Map (3/6)"}. */
  String getTaskNameWithSubtasks();

  /** Identity of the slot the task runs in. */
  String getAllocationIDAsString();
}
