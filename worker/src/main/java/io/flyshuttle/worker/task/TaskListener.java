// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.task;

import io.flyshuttle.core.fault.Failure;
import io.flyshuttle.protocol.message.TaskState;
import java.util.Map;

/** Is told what becomes of tasks. Called by the task's thread. */
public interface TaskListener {

  /**
   * The task changed its state.
   *
   * @param failure null unless FAILED
   * @param accumulators by name, serialized; empty unless the state is terminal
   */
  void onState(Task task, TaskState state, Failure failure, Map<String, byte[]> accumulators);

  /** A canceled task does not end: the worker cannot be trusted any more. */
  void onStuck(Task task);
}
