// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.job;

import io.flyshuttle.appmaster.control.ControlThread;
import io.flyshuttle.appmaster.schedule.ExecutionGraph;
import io.flyshuttle.appmaster.schedule.ExecutionGraph.Subtask;
import io.flyshuttle.appmaster.slot.Worker;
import io.flyshuttle.core.graph.JobVertex;
import io.flyshuttle.protocol.message.AttemptID;
import io.flyshuttle.protocol.message.Payload;
import io.flyshuttle.protocol.message.TaskMetrics;
import io.flyshuttle.protocol.message.TaskState;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The current execution of each subtask of a job. Every change of state is logged and told. */
final class TaskBoard {
  private static final Logger LOG = LoggerFactory.getLogger(TaskBoard.class);

  private final ExecutionGraph graph;
  private final ControlThread control;
  private final EventLog events;
  private final Execution[] executions;
  private final int[] counts = new int[TaskState.values().length];

  /**
   * @param firstAttempt number of the first attempt of each subtask
   */
  TaskBoard(ExecutionGraph graph, int firstAttempt, ControlThread control, EventLog events) {
    this.graph = graph;
    this.control = control;
    this.events = events;
    this.executions = new Execution[graph.subtasks().size()];
    for (Subtask subtask : graph.subtasks()) {
      executions[subtask.id()] =
          new Execution(
              new AttemptID(
                  graph.jobGraph().id(), subtask.vertex(), subtask.index(), firstAttempt));
    }
    counts[TaskState.CREATED.ordinal()] = executions.length;
  }

  /** How many subtasks there are. */
  int size() {
    return executions.length;
  }

  Execution get(int subtask) {
    return executions[subtask];
  }

  /** The subtask's number if the attempt is the current one of it, else -1. */
  int find(AttemptID attempt) {
    if (attempt.vertex() < 0
        || attempt.vertex() >= graph.jobGraph().vertices().size()
        || attempt.subtask() < 0
        || attempt.subtask() >= graph.vertex(attempt.vertex()).parallelism()) {
      return -1;
    }
    int id = graph.id(attempt.vertex(), attempt.subtask());
    return executions[id].id().equals(attempt) ? id : -1;
  }

  /** Changes the state of a subtask's execution; false if the state cannot follow. */
  boolean move(int subtask, TaskState next) {
    Execution execution = executions[subtask];
    TaskState before = execution.state();
    if (!execution.become(next)) {
      return false;
    }
    counts[before.ordinal()]--;
    counts[next.ordinal()]++;
    AttemptID id = execution.id();
    String task = describe(subtask);
    Worker worker = execution.worker();
    LOG.info(
        "Job {} task {} attempt {}: {} -> {}{}",
        id.job(),
        task,
        id.attempt(),
        before,
        next,
        worker == null ? "" : " on " + worker.id());
    events.add(
        new JobEvent.TaskChanged(
            control.currentTimeMillis(),
            task,
            id.vertex(),
            id.subtask(),
            id.attempt(),
            next,
            worker == null ? null : worker.id(),
            worker == null ? null : worker.host()));
    return true;
  }

  /** Begins the next attempt of a subtask. */
  void renew(int subtask) {
    Execution old = executions[subtask];
    if (old.state() == TaskState.CREATED) {
      return;
    }
    AttemptID id = old.id();
    counts[old.state().ordinal()]--;
    counts[TaskState.CREATED.ordinal()]++;
    executions[subtask] =
        new Execution(new AttemptID(id.job(), id.vertex(), id.subtask(), id.attempt() + 1));
  }

  /** A subtask for people. */
  String describe(int subtask) {
    Subtask s = graph.subtasks().get(subtask);
    return graph.describe(s.vertex(), s.index());
  }

  boolean allFinished() {
    return counts[TaskState.FINISHED.ordinal()] == executions.length;
  }

  boolean anyOnWorker() {
    return counts[TaskState.DEPLOYING.ordinal()]
            + counts[TaskState.RUNNING.ordinal()]
            + counts[TaskState.CANCELING.ordinal()]
        > 0;
  }

  JobReport.Tasks tasks() {
    Map<TaskState, Integer> byState = new EnumMap<>(TaskState.class);
    for (TaskState state : TaskState.values()) {
      byState.put(state, counts[state.ordinal()]);
    }
    return new JobReport.Tasks(byState);
  }

  JobEvent.Progress progress() {
    long in = 0;
    long out = 0;
    for (Execution execution : executions) {
      TaskMetrics metrics = execution.metrics();
      if (metrics != null) {
        in += metrics.recordsIn();
        out += metrics.recordsOut();
      }
    }
    return new JobEvent.Progress(control.currentTimeMillis(), tasks(), in, out);
  }

  /**
   * All vertices.
   *
   * @param splits of a vertex by its number
   * @param adaptation what was decided about a vertex at run time
   */
  List<JobReport.Vertex> vertices(
      IntFunction<JobReport.Splits> splits, IntFunction<JobReport.Adaptation> adaptation) {
    List<JobReport.Vertex> result = new ArrayList<>();
    for (int v = 0; v < graph.jobGraph().vertices().size(); v++) {
      JobVertex vertex = graph.vertex(v);
      long[] sums = new long[5];
      int[] states = new int[TaskState.values().length];
      List<JobReport.Subtask> subtasks = new ArrayList<>();
      for (int i = 0; i < vertex.parallelism(); i++) {
        Execution execution = executions[graph.id(v, i)];
        states[execution.state().ordinal()]++;
        addTo(sums, execution.metrics());
        Worker worker = execution.worker();
        subtasks.add(
            new JobReport.Subtask(
                i,
                execution.id().attempt(),
                execution.state(),
                worker == null ? null : worker.id(),
                worker == null ? null : worker.host(),
                execution.rates(),
                queued(execution, TaskMetrics::queuedInBytes),
                queued(execution, TaskMetrics::queuedOutBytes),
                execution.metrics() == null ? -1 : execution.metrics().latencyMillis(),
                execution.metrics() == null
                    ? Long.MIN_VALUE
                    : execution.metrics().currentWatermark()));
      }
      result.add(
          new JobReport.Vertex(
              vertex.id().toString(),
              vertex.name(),
              vertex.parallelism(),
              summary(states, vertex.parallelism()),
              sums[0],
              sums[1],
              sums[2],
              sums[3],
              sums[4],
              splits.apply(v),
              adaptation.apply(v),
              subtasks));
    }
    return result;
  }

  private static long queued(Execution execution, ToLongFunction<TaskMetrics> which) {
    return execution.metrics() == null || execution.state().isTerminal()
        ? 0
        : which.applyAsLong(execution.metrics());
  }

  /** Where backpressure starts. */
  List<JobReport.Bottleneck> bottlenecks() {
    return Bottlenecks.find(graph, this::get);
  }

  private static void addTo(long[] sums, TaskMetrics metrics) {
    if (metrics != null) {
      sums[0] += metrics.recordsIn();
      sums[1] += metrics.recordsOut();
      sums[2] += metrics.bytesIn();
      sums[3] += metrics.bytesOut();
      sums[4] += metrics.spilledBytes();
    }
  }

  /** One state for all subtasks: the worst news first, then what the slowest does. */
  private static TaskState summary(int[] states, int total) {
    for (TaskState state :
        new TaskState[] {TaskState.FAILED, TaskState.CANCELED, TaskState.CANCELING}) {
      if (states[state.ordinal()] > 0) {
        return state;
      }
    }
    if (states[TaskState.FINISHED.ordinal()] == total) {
      return TaskState.FINISHED;
    }
    if (states[TaskState.RUNNING.ordinal()] + states[TaskState.FINISHED.ordinal()] > 0) {
      return TaskState.RUNNING;
    }
    for (TaskState state : new TaskState[] {TaskState.DEPLOYING, TaskState.SCHEDULED}) {
      if (states[state.ordinal()] > 0) {
        return state;
      }
    }
    return TaskState.CREATED;
  }

  /** The accumulators of all finished subtasks, by name. */
  Map<String, List<JobReport.Part>> accumulators() {
    Map<String, List<JobReport.Part>> result = new TreeMap<>();
    for (Execution execution : executions) {
      for (Map.Entry<String, Payload> entry : execution.accumulators().entrySet()) {
        result
            .computeIfAbsent(entry.getKey(), k -> new ArrayList<>())
            .add(
                new JobReport.Part(
                    execution.id().vertex(), execution.id().subtask(), entry.getValue()));
      }
    }
    return result;
  }
}
