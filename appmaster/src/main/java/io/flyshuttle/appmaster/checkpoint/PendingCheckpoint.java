// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.checkpoint;

import io.flyshuttle.appmaster.checkpoint.CheckpointReport.Line;
import io.flyshuttle.appmaster.checkpoint.CheckpointReport.Part;
import io.flyshuttle.appmaster.checkpoint.CheckpointReport.Status;
import io.flyshuttle.appmaster.control.ControlThread.Alarm;
import io.flyshuttle.appmaster.schedule.ExecutionGraph;
import io.flyshuttle.appmaster.schedule.ExecutionGraph.Subtask;
import io.flyshuttle.core.checkpoint.Barrier;
import io.flyshuttle.core.checkpoint.CheckpointMetadata;
import io.flyshuttle.core.checkpoint.CheckpointMetadata.OperatorState;
import io.flyshuttle.core.checkpoint.OperatorSnapshot;
import io.flyshuttle.core.checkpoint.SnapshotTimes;
import io.flyshuttle.core.checkpoint.TaskSnapshot;
import io.flyshuttle.core.fault.Failure;
import io.flyshuttle.core.graph.JobVertex;
import io.flyshuttle.core.graph.OperatorID;
import io.flyshuttle.core.graph.OperatorSpec;
import io.flyshuttle.protocol.message.AttemptID;
import io.flyshuttle.protocol.message.CheckpointProgress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** A checkpoint under way: who takes part, who has acknowledged. Control thread only. */
final class PendingCheckpoint {
  private final ExecutionGraph graph;
  private final Barrier barrier;
  private final SavepointRequest request;
  private final long startElapsedMillis;
  private final AttemptID[] attempts;
  private final String[] workers;
  private final TaskSnapshot[] snapshots;
  private final SnapshotTimes[] times;
  private final CheckpointProgress[] progress;
  private final long[] acknowledgedMillis;
  private final BitSet missing = new BitSet();
  private final BitSet ended = new BitSet();
  private final BitSet triggered = new BitSet();
  private Alarm timeout = () -> {};
  private boolean publishing;

  /**
   * A checkpoint that nobody takes part in yet.
   *
   * @param request who asked for it; null if it is periodic
   */
  PendingCheckpoint(
      ExecutionGraph graph, Barrier barrier, SavepointRequest request, long startElapsedMillis) {
    this.graph = graph;
    this.barrier = barrier;
    this.request = request;
    this.startElapsedMillis = startElapsedMillis;
    int size = graph.subtasks().size();
    this.attempts = new AttemptID[size];
    this.workers = new String[size];
    this.snapshots = new TaskSnapshot[size];
    this.times = new SnapshotTimes[size];
    this.progress = new CheckpointProgress[size];
    this.acknowledgedMillis = new long[size];
    Arrays.fill(acknowledgedMillis, -1);
  }

  long id() {
    return barrier.checkpointId();
  }

  Barrier barrier() {
    return barrier;
  }

  SavepointRequest request() {
    return request;
  }

  void timeout(Alarm alarm) {
    timeout = alarm;
  }

  void cancelTimeout() {
    timeout.cancel();
  }

  /** A running task takes part. */
  void expect(int subtask, AttemptID attempt, String worker) {
    attempts[subtask] = attempt;
    workers[subtask] = worker;
    missing.set(subtask);
  }

  /** A task had reached the end of its input before. */
  void ended(int subtask, String worker) {
    workers[subtask] = worker;
    missing.clear(subtask);
    ended.set(subtask);
  }

  boolean isMissing(int subtask) {
    return missing.get(subtask);
  }

  /** Notes that a task is triggered by message; false if it was before. */
  boolean trigger(int subtask) {
    boolean first = !triggered.get(subtask);
    triggered.set(subtask);
    return first;
  }

  /** Takes a part; false, and nothing happens, if this attempt's part is not waited for. */
  boolean acknowledge(
      int subtask, AttemptID attempt, TaskSnapshot snapshot, SnapshotTimes took, long nowElapsed) {
    if (!missing.get(subtask) || !attempt.equals(attempts[subtask])) {
      return false;
    }
    missing.clear(subtask);
    snapshots[subtask] = snapshot;
    times[subtask] = took;
    acknowledgedMillis[subtask] = nowElapsed - startElapsedMillis;
    if (snapshot.ended()) {
      ended.set(subtask);
    }
    return true;
  }

  /** A task tells what it does. */
  void progress(int subtask, CheckpointProgress latest) {
    if (missing.get(subtask) && latest.attempt().equals(attempts[subtask])) {
      progress[subtask] = latest;
    }
  }

  /** How far a task that is missing is; null if it has not said anything. */
  CheckpointProgress progress(int subtask) {
    return progress[subtask];
  }

  /** Whether a task was told to begin, as no barrier would reach it. */
  boolean isTriggered(int subtask) {
    return triggered.get(subtask);
  }

  String worker(int subtask) {
    return workers[subtask];
  }

  boolean isComplete() {
    return missing.isEmpty();
  }

  boolean isPublishing() {
    return publishing;
  }

  void publishing() {
    publishing = true;
  }

  /** Tasks that are waited for. */
  BitSet missing() {
    return missing;
  }

  boolean isExpected(int subtask, AttemptID attempt) {
    return attempt.equals(attempts[subtask]);
  }

  /** What the checkpoint consists of, once it is complete. */
  CheckpointMetadata metadata() {
    List<OperatorState> operators = new ArrayList<>();
    for (int v = 0; v < graph.jobGraph().vertices().size(); v++) {
      JobVertex vertex = graph.vertex(v);
      for (OperatorSpec operator : vertex.operators()) {
        OperatorState state = state(v, vertex, operator);
        if (state != null) {
          operators.add(state);
        }
      }
    }
    return new CheckpointMetadata(
        barrier.checkpointId(),
        barrier.timestampMillis(),
        barrier.kind(),
        graph.jobGraph().id(),
        graph.jobGraph().name(),
        operators,
        InFlightState.of(graph, snapshots));
  }

  /** Null if there is nothing to say about the operator. */
  private OperatorState state(int v, JobVertex vertex, OperatorSpec operator) {
    boolean head = operator.chainedTo() == OperatorSpec.HEAD;
    List<OperatorSnapshot> parts = new ArrayList<>();
    List<Integer> endedSubtasks = new ArrayList<>();
    boolean any = false;
    for (int i = 0; i < vertex.parallelism(); i++) {
      int subtask = graph.id(v, i);
      TaskSnapshot snapshot = snapshots[subtask];
      OperatorSnapshot part = snapshot == null ? null : part(snapshot, operator.id());
      parts.add(part);
      any |= part != null;
      if (ended.get(subtask)) {
        endedSubtasks.add(i);
      }
    }
    boolean toTell = any || head && !endedSubtasks.isEmpty();
    return toTell
        ? new OperatorState(
            operator.id(),
            operator.uid(),
            operator.name(),
            vertex.parallelism(),
            vertex.maxParallelism(),
            parts,
            endedSubtasks)
        : null;
  }

  private static OperatorSnapshot part(TaskSnapshot snapshot, OperatorID operator) {
    return snapshot.operators().stream()
        .filter(o -> o.operator().equals(operator))
        .findFirst()
        .orElse(null);
  }

  private static long inlineBytes(TaskSnapshot snapshot) {
    long[] bytes = new long[1];
    snapshot.forEachBlob(blob -> bytes[0] += blob.isInline() ? blob.length() : 0);
    return bytes[0];
  }

  /**
   * The checkpoint as it stands.
   *
   * @param metadataBytes bytes of the metadata file, 0 before it is written
   * @param failure null unless it failed
   */
  CheckpointReport.Detail report(
      Status status, long nowElapsed, long metadataBytes, Failure failure) {
    long bytes = metadataBytes;
    long stateBytes = 0;
    long alignment = 0;
    boolean unaligned = false;
    long inFlight = 0;
    int tasks = 0;
    List<Part> parts = new ArrayList<>();
    for (Subtask subtask : graph.subtasks()) {
      int id = subtask.id();
      SnapshotTimes took = times[id];
      if (took != null) {
        // small state is part of the metadata file, which is counted once
        bytes += took.bytes() - (metadataBytes > 0 ? inlineBytes(snapshots[id]) : 0);
        stateBytes += took.stateBytes();
        alignment = Math.max(alignment, took.alignmentMillis());
        unaligned |= took.unaligned();
        inFlight += took.inFlightBytes();
      }
      tasks += attempts[id] == null ? 0 : 1;
      parts.add(
          new Part(
              subtask.vertex(),
              subtask.index(),
              graph.describe(subtask.vertex(), subtask.index()),
              workers[id],
              ended.get(id) && acknowledgedMillis[id] < 0,
              acknowledgedMillis[id],
              missing.get(id) ? MissingTasks.doing(this, id) : "",
              took));
    }
    Line line =
        new Line(
            id(),
            barrier.kind(),
            status,
            barrier.timestampMillis(),
            nowElapsed - startElapsedMillis,
            bytes,
            stateBytes,
            alignment,
            unaligned,
            inFlight,
            tasks - missing.cardinality(),
            tasks,
            barrier.directory(),
            failure == null ? null : failure.code(),
            failure == null ? "" : failure.message());
    return new CheckpointReport.Detail(line, parts);
  }
}
