// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.job;

import io.flyshuttle.appmaster.slot.Slot;
import io.flyshuttle.appmaster.slot.Worker;
import io.flyshuttle.protocol.message.AttemptID;
import io.flyshuttle.protocol.message.MasterMessage;
import io.flyshuttle.protocol.message.Payload;
import io.flyshuttle.protocol.message.TaskMetrics;
import io.flyshuttle.protocol.message.TaskState;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One attempt of one subtask: its state, and where it runs. */
final class Execution {
  private final AttemptID id;
  private TaskState state = TaskState.CREATED;
  private Slot slot;
  private Map<String, Payload> accumulators = Map.of();
  private TaskMetrics metrics;
  private TaskMetrics sampled;
  private TaskRates rates;
  private List<MasterMessage.ResultSize> results = List.of();

  Execution(AttemptID id) {
    this.id = id;
  }

  AttemptID id() {
    return id;
  }

  TaskState state() {
    return state;
  }

  /** Whether a worker has it and has not said that it ended. */
  boolean isOnWorker() {
    return state == TaskState.DEPLOYING
        || state == TaskState.RUNNING
        || state == TaskState.CANCELING;
  }

  /** Changes the state; returns false, and changes nothing, if it cannot follow. */
  boolean become(TaskState next) {
    if (!mayFollow(next)) {
      return false;
    }
    state = next;
    return true;
  }

  private boolean mayFollow(TaskState next) {
    return switch (state) {
      case CREATED ->
          // FINISHED: there is nothing for it to do
          next == TaskState.SCHEDULED || next.isTerminal();
      case SCHEDULED ->
          next == TaskState.DEPLOYING || next == TaskState.CANCELED || next == TaskState.FAILED;
      // A short task may be done before its RUNNING is seen.
      case DEPLOYING -> next.ordinal() > TaskState.DEPLOYING.ordinal();
      case RUNNING -> next.ordinal() > TaskState.RUNNING.ordinal();
      case CANCELING -> next.isTerminal();
      case FINISHED, CANCELED, FAILED -> false;
    };
  }

  void place(Slot chosen) {
    slot = chosen;
  }

  Slot slot() {
    return slot;
  }

  /** The worker it was sent to; null before. */
  Worker worker() {
    return slot == null ? null : slot.worker();
  }

  Map<String, Payload> accumulators() {
    return accumulators;
  }

  void accumulators(Map<String, Payload> values) {
    accumulators = values == null ? Map.of() : values;
  }

  /** The size of the blocking result that it sent by an edge; empty before it finished. */
  Optional<MasterMessage.ResultSize> result(int edge) {
    return results.stream().filter(result -> result.edge() == edge).findAny();
  }

  void results(List<MasterMessage.ResultSize> sizes) {
    results = sizes == null ? List.of() : sizes;
  }

  TaskMetrics metrics() {
    return metrics;
  }

  void metrics(TaskMetrics latest) {
    if (latest == null) {
      return;
    }
    long since = sampled == null ? 0 : TaskRates.elapsedNanos(sampled);
    if (rates == null || TaskRates.elapsedNanos(latest) - since >= TaskRates.MIN_INTERVAL_NANOS) {
      rates = TaskRates.between(sampled, latest);
      sampled = latest;
    }
    metrics = latest;
  }

  /** How it spends its time; of one that has ended, how it spent all of it. Null at first. */
  TaskRates rates() {
    return state.isTerminal() && metrics != null ? TaskRates.between(null, metrics) : rates;
  }
}
