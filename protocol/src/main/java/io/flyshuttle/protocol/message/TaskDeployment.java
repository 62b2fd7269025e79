// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.protocol.message;

import io.flyshuttle.core.checkpoint.TaskRestore;
import io.flyshuttle.core.graph.JobVertex;
import java.util.List;

/**
 * One subtask to run. All that the task needs is in it: nothing is looked up later.
 *
 * @param attempt its identity
 * @param vertex its vertex, splits left out
 * @param slot index of the slot in the worker
 * @param managedMemoryBytes its share of the slot's managed memory
 * @param inputs in the order of the edges
 * @param results in the order of the edges
 * @param restore null for a fresh start
 */
public record TaskDeployment(
    AttemptID attempt,
    JobVertex vertex,
    int slot,
    long managedMemoryBytes,
    List<InputSpec> inputs,
    List<ResultSpec> results,
    TaskRestore restore) {

  /** A task that starts afresh. */
  public TaskDeployment(
      AttemptID attempt,
      JobVertex vertex,
      int slot,
      long managedMemoryBytes,
      List<InputSpec> inputs,
      List<ResultSpec> results) {
    this(attempt, vertex, slot, managedMemoryBytes, inputs, results, null);
  }
}
