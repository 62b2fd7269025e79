// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.session;

import io.flyshuttle.core.checkpoint.SnapshotTimes;
import io.flyshuttle.core.checkpoint.TaskSnapshot;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.Failure;
import io.flyshuttle.protocol.message.AttemptID;
import io.flyshuttle.protocol.message.CheckpointProgress;
import io.flyshuttle.protocol.message.MasterMessage;
import io.flyshuttle.protocol.message.Payload;
import io.flyshuttle.protocol.message.TaskDeployment;
import io.flyshuttle.protocol.message.TaskMetrics;
import io.flyshuttle.protocol.message.TaskState;
import io.flyshuttle.protocol.message.WorkerMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A worker that does nothing by itself but answer pings and cancellations. */
final class FakeWorker {
  final String id;
  final int slots;
  final List<WorkerMessage> heard = new ArrayList<>();
  final Map<AttemptID, TaskDeployment> tasks = new LinkedHashMap<>();
  private final TestSession session;
  List<CheckpointProgress> progress = List.of();
  boolean silent;
  boolean obedient = true;

  FakeWorker(TestSession session, String id, int slots) {
    this.session = session;
    this.id = id;
    this.slots = slots;
  }

  void onMessage(WorkerMessage message) {
    heard.add(message);
    if (silent) {
      return;
    }
    if (message instanceof WorkerMessage.Ping ping) {
      session.manager.onMessage(new MasterMessage.Pong(id, ping.sequence(), metrics(), progress));
    } else if (message instanceof WorkerMessage.DeployTasks deploy) {
      deploy.tasks().forEach(task -> tasks.put(task.attempt(), task));
    } else if (message instanceof WorkerMessage.CancelTask cancel
        && obedient
        && tasks.containsKey(cancel.attempt())) {
      tell(cancel.attempt(), TaskState.CANCELED, null, Map.of());
    }
  }

  private List<TaskMetrics> metrics() {
    return tasks.keySet().stream()
        .map(attempt -> new TaskMetrics(attempt, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Long.MIN_VALUE, -1))
        .toList();
  }

  void tell(
      AttemptID attempt, TaskState state, Failure failure, Map<String, Payload> accumulators) {
    if (state.isTerminal()) {
      tasks.remove(attempt);
    }
    session.manager.onMessage(
        new MasterMessage.TaskStateChanged(
            id, attempt, state, failure, accumulators, null, List.of()));
  }

  void allRunning() {
    List.copyOf(tasks.keySet()).forEach(task -> tell(task, TaskState.RUNNING, null, Map.of()));
    session.control.run();
  }

  void finishAll() {
    List.copyOf(tasks.keySet()).forEach(task -> tell(task, TaskState.FINISHED, null, Map.of()));
    session.control.run();
  }

  void finish(AttemptID task) {
    tell(task, TaskState.FINISHED, null, Map.of());
    session.control.run();
  }

  void fail(AttemptID task, ErrorCode code) {
    tell(
        task,
        TaskState.FAILED,
        new Failure(code, "it failed", "somewhere", "trace", session.control.currentTimeMillis()),
        Map.of());
    session.control.run();
  }

  /** A task's part of a checkpoint is done. */
  void acknowledge(AttemptID task, long checkpointId, TaskSnapshot snapshot) {
    session.manager.onMessage(
        new MasterMessage.CheckpointAcknowledged(
            id, task, checkpointId, snapshot, new SnapshotTimes(1, 2, 3, 4, 5, 6, false, 0)));
    session.control.run();
  }

  /** All tasks have done their parts, without any state. */
  void acknowledgeAll(long checkpointId) {
    TaskSnapshot empty = new TaskSnapshot(List.of(), List.of(), false);
    List.copyOf(tasks.keySet()).forEach(task -> acknowledge(task, checkpointId, empty));
  }

  AttemptID task(int vertex, int subtask) {
    return tasks.keySet().stream()
        .filter(t -> t.vertex() == vertex && t.subtask() == subtask)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no task " + vertex + "/" + subtask + " on " + id));
  }

  <T extends WorkerMessage> List<T> heard(Class<T> type) {
    return heard.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
