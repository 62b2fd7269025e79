// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.job;

import io.flyshuttle.appmaster.checkpoint.CheckpointCoordinator;
import io.flyshuttle.appmaster.checkpoint.CheckpointTasks;
import io.flyshuttle.appmaster.checkpoint.CompletedCheckpoint;
import io.flyshuttle.appmaster.checkpoint.JobCheckpointing;
import io.flyshuttle.appmaster.checkpoint.SavepointRequest;
import io.flyshuttle.appmaster.checkpoint.StateAssignment;
import io.flyshuttle.appmaster.schedule.ExecutionGraph;
import io.flyshuttle.appmaster.schedule.ExecutionGraph.Subtask;
import io.flyshuttle.appmaster.slot.Worker;
import io.flyshuttle.core.checkpoint.CheckpointKind;
import io.flyshuttle.core.checkpoint.RestorePlan;
import io.flyshuttle.core.checkpoint.TaskRestore;
import io.flyshuttle.core.checkpoint.file.CheckpointLayout;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.Failure;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.graph.JobType;
import io.flyshuttle.core.graph.JobVertex;
import io.flyshuttle.core.graph.RestoreSettings;
import io.flyshuttle.protocol.message.AttemptID;
import io.flyshuttle.protocol.message.TaskState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Joins a job's checkpoints with its tasks and splits: what they are restored from, which splits
 * are dealt again.
 */
final class JobCheckpoints implements CheckpointTasks {
  private static final long NONE = -1;

  private final ExecutionGraph graph;
  private final TaskBoard board;
  private final JobServices services;
  private final JobCheckpointing plan;
  private final Consumer<Failure> onTooManyFailures;
  private final CheckpointCoordinator coordinator;
  private final Map<Integer, SplitAssigner> splits = new HashMap<>();
  private final long[] restoredFrom;
  private CompletedCheckpoint planned;
  private RestorePlan plannedRestore;

  JobCheckpoints(
      ExecutionGraph graph,
      TaskBoard board,
      JobServices services,
      JobCheckpointing plan,
      Consumer<Failure> onTooManyFailures) {
    this.graph = graph;
    this.board = board;
    this.services = services;
    this.plan = plan;
    this.onTooManyFailures = onTooManyFailures;
    this.restoredFrom = new long[graph.subtasks().size()];
    for (int v = 0; v < graph.jobGraph().vertices().size(); v++) {
      JobVertex vertex = graph.vertex(v);
      splits.put(v, new SplitAssigner(vertex.splits()));
    }
    this.coordinator =
        new CheckpointCoordinator(services.control(), graph, this, services.storage(), plan);
    this.planned = coordinator.latest().orElse(null);
    this.plannedRestore = plan.restore();
  }

  CheckpointCoordinator coordinator() {
    return coordinator;
  }

  /** The splits of a vertex. */
  SplitAssigner splits(int vertex) {
    return splits.get(vertex);
  }

  /** Whether tasks that start now have a checkpoint to restore from. */
  boolean canRestore() {
    return coordinator.latest().isPresent();
  }

  /** What a subtask that is about to be deployed restores; null for a fresh start. */
  TaskRestore restoreOf(Subtask subtask) {
    CompletedCheckpoint from = coordinator.latest().orElse(null);
    restoredFrom[subtask.id()] = from == null ? NONE : from.id();
    if (from == null) {
      return null;
    }
    if (from != planned) {
      planned = from;
      plannedRestore =
          RestorePlan.of(
              from.metadata(),
              graph.jobGraph(),
              from.metadata().job().equals(graph.jobGraph().id())
                  ? RestoreSettings.none()
                  : graph.jobGraph().settings().restore());
    }
    return StateAssignment.of(from, plannedRestore, graph, subtask);
  }

  /** Tasks begin anew: splits that no restored state knows of are dealt again. */
  void giveBack(List<Subtask> subtasks) {
    long from = coordinator.latest().map(CompletedCheckpoint::id).orElse(NONE);
    for (Subtask subtask : subtasks) {
      splits.get(subtask.vertex()).giveBack(subtask.index(), from);
    }
  }

  /** The job starts, or starts again. */
  void starting() {
    coordinator.latest().ifPresent(coordinator::restoring);
  }

  /**
   * A task could not restore because the checkpoint is damaged.
   *
   * @return whether there is another one
   */
  boolean onDamaged(int subtask) {
    return coordinator.onDamaged(restoredFrom[subtask]);
  }

  @Override
  public AttemptID attempt(int subtask) {
    return board.get(subtask).id();
  }

  @Override
  public TaskState state(int subtask) {
    return board.get(subtask).state();
  }

  @Override
  public Worker worker(int subtask) {
    return board.get(subtask).worker();
  }

  @Override
  public Activity activity(int subtask) {
    TaskRates rates = board.get(subtask).rates();
    return rates == null
        ? new Activity(false, "")
        : new Activity(rates.isBackpressured(), rates.mostly());
  }

  @Override
  public String backpressure() {
    return board.bottlenecks().stream()
        .map(JobReport.Bottleneck::message)
        .collect(Collectors.joining("; "));
  }

  @Override
  public int find(AttemptID attempt) {
    return board.find(attempt);
  }

  @Override
  public void tooManyFailures(Failure last) {
    onTooManyFailures.accept(last);
  }

  @Override
  public void triggered(long checkpointId, long oldestKept) {
    splits.values().forEach(assigner -> assigner.mark(checkpointId, oldestKept));
  }

  /**
   * Asks for a checkpoint or savepoint.
   *
   * @param parent directory in which a savepoint gets one of its own; empty for the configured one
   * @return its directory when it is complete; if the job is to stop, when it has ended
   */
  CompletableFuture<String> save(CheckpointKind kind, String parent) {
    CompletableFuture<String> result = new CompletableFuture<>();
    if (graph.jobGraph().settings().type() != JobType.STREAMING) {
      result.completeExceptionally(
          new FlyshuttleException(
              ErrorCode.INVALID_PROGRAM,
              "a batch job has no state to save; only streaming jobs have checkpoints and"
                  + " savepoints"));
      return result;
    }
    if (!kind.isSavepoint()) {
      prepared(plan.base(), kind, "", result);
      return result;
    }
    String directory = parent.isEmpty() ? plan.settings().savepointDirectory() : parent;
    if (directory.isEmpty()) {
      result.completeExceptionally(
          new FlyshuttleException(
              ErrorCode.INVALID_OPTION,
              "no directory for the savepoint: give one, or set state.savepoints.dir"));
      return result;
    }
    String random = Long.toHexString(Double.doubleToLongBits(services.random().getAsDouble()));
    String own =
        directory
            + (directory.endsWith("/") ? "" : "/")
            + CheckpointLayout.savepointDirectoryName(graph.jobGraph().id(), random);
    prepared(own, kind, own, result);
    return result;
  }

  private void prepared(
      String toPrepare, CheckpointKind kind, String directory, CompletableFuture<String> result) {
    services
        .storage()
        .prepare(toPrepare)
        .whenCompleteAsync(
            (done, thrown) -> {
              if (thrown != null) {
                result.completeExceptionally(thrown);
              } else {
                coordinator.request(new SavepointRequest(kind, directory, result));
              }
            },
            services.control());
  }
}
