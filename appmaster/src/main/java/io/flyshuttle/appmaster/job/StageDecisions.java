// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.job;

import io.flyshuttle.appmaster.schedule.AdaptiveStages;
import io.flyshuttle.appmaster.schedule.AdaptiveStages.Stage;
import io.flyshuttle.appmaster.schedule.EdgeSizes;
import io.flyshuttle.appmaster.schedule.ExecutionGraph;
import io.flyshuttle.appmaster.schedule.ReadPlan;
import io.flyshuttle.core.graph.JobEdge;
import io.flyshuttle.core.option.MemorySize;
import io.flyshuttle.protocol.message.MasterMessage.ResultSize;
import io.flyshuttle.protocol.message.TaskState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has it decided how a stage runs, from the real size of the results that it reads, just before the
 * first of its subtasks gets a slot. A decision stays: what starts again reads what it read before.
 * Used by the JobManager's thread.
 */
final class StageDecisions {
  private static final Logger LOG = LoggerFactory.getLogger(StageDecisions.class);

  private final ExecutionGraph graph;
  private final TaskBoard board;
  private final AdaptiveStages stages;
  private final Map<Stage, Optional<ReadPlan>> decisions = new HashMap<>();

  StageDecisions(ExecutionGraph graph, TaskBoard board) {
    this.graph = graph;
    this.board = board;
    this.stages = AdaptiveStages.of(graph);
  }

  /**
   * Decides about the stage of a vertex that is about to start, if there is something to decide.
   */
  void decide(int vertex) {
    Stage stage = stages.of(vertex);
    if (stage != null && !decisions.containsKey(stage)) {
      Optional<ReadPlan> made = measure(stage).map(sizes -> ReadPlan.of(stage, sizes));
      decisions.put(stage, made);
      made.ifPresent(plan -> LOG.info("Job {}, {}", graph.jobGraph().id(), describe(vertex, plan)));
    }
  }

  /** Nothing if the size of something that it reads is not known. */
  private Optional<List<EdgeSizes>> measure(Stage stage) {
    List<EdgeSizes> sizes = new ArrayList<>();
    for (int vertex : stage.vertices()) {
      for (JobEdge edge : graph.inputs(vertex)) {
        if (AdaptiveStages.isMergeable(edge)) {
          List<EdgeSizes.Row> rows = rows(edge, stage.parallelism());
          if (rows.isEmpty()) {
            return Optional.empty();
          }
          sizes.add(new EdgeSizes(edge, rows));
        }
      }
    }
    return Optional.of(sizes);
  }

  private List<EdgeSizes.Row> rows(JobEdge edge, int subpartitions) {
    List<EdgeSizes.Row> rows = new ArrayList<>();
    for (int p = 0; p < graph.vertex(edge.sourceVertex()).parallelism(); p++) {
      if (isIdle(edge.sourceVertex(), p)) {
        continue;
      }
      Execution producer = board.get(graph.id(edge.sourceVertex(), p));
      Optional<ResultSize> size = producer.result(edge.id());
      if (producer.state() != TaskState.FINISHED
          || size.isEmpty()
          || size.get().bytes().size() != subpartitions) {
        return List.of();
      }
      rows.add(
          new EdgeSizes.Row(
              p,
              producer.worker().id(),
              size.get().bytes().stream().mapToLong(Long::longValue).toArray()));
    }
    return rows;
  }

  private ReadPlan decision(int vertex) {
    Stage stage = stages.of(vertex);
    return stage == null ? null : decisions.getOrDefault(stage, Optional.empty()).orElse(null);
  }

  /** Whether a subtask has nothing to do, because others read its part. */
  boolean isIdle(int vertex, int index) {
    ReadPlan plan = decision(vertex);
    return plan != null && index >= plan.subtasks();
  }

  /** What a subtask reads of an edge; empty if nothing was decided about that. */
  List<ReadPlan.Part> parts(JobEdge edge, int consumer) {
    ReadPlan plan = decision(edge.targetVertex());
    return plan == null || !AdaptiveStages.isMergeable(edge)
        ? List.of()
        : plan.parts(edge.id(), consumer);
  }

  /** The worker near which a subtask should run, because of what was decided; empty for any. */
  String place(int vertex, int index) {
    ReadPlan plan = decision(vertex);
    return plan == null ? "" : plan.place(index);
  }

  /** What was decided about a vertex, and why. */
  JobReport.Adaptation report(int vertex) {
    ReadPlan plan = decision(vertex);
    if (plan == null) {
      return JobReport.Adaptation.NONE;
    }
    boolean join = stages.of(vertex).joinVertex() == vertex;
    return new JobReport.Adaptation(
        describe(vertex, plan),
        join ? plan.replicatedBytes() : 0,
        join ? plan.dividedSubpartitions() : 0);
  }

  private String describe(int vertex, ReadPlan plan) {
    return String.format(
        "%s runs in %d of %d subtasks: its input is %s, and a subtask should read %s%s",
        graph.vertex(vertex).name(),
        plan.subtasks(),
        graph.vertex(vertex).parallelism(),
        new MemorySize(plan.bytes()).toHumanReadableString(),
        new MemorySize(graph.vertex(vertex).bytesPerSubtask()).toHumanReadableString(),
        plan.reason().isEmpty() ? "" : "; " + plan.reason());
  }
}
