// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.job;

import io.flyshuttle.appmaster.schedule.AdaptiveStages;
import io.flyshuttle.appmaster.schedule.AdaptiveStages.Stage;
import io.flyshuttle.appmaster.schedule.ExecutionGraph;
import io.flyshuttle.appmaster.schedule.SubpartitionRanges;
import io.flyshuttle.appmaster.schedule.Wiring;
import io.flyshuttle.core.graph.JobEdge;
import io.flyshuttle.core.option.MemorySize;
import io.flyshuttle.protocol.message.MasterMessage.ResultSize;
import io.flyshuttle.protocol.message.TaskState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides in how many subtasks a stage runs, from the real size of the results that it reads, just
 * before the first of its subtasks gets a slot. A decision stays: what starts again reads what it
 * read before. Used by the JobManager's thread.
 */
final class AdaptiveParallelism {
  private static final Logger LOG = LoggerFactory.getLogger(AdaptiveParallelism.class);

  /** Each channel to another worker needs a network buffer. */
  private static final int MOST_CHANNELS = 512;

  private final ExecutionGraph graph;
  private final TaskBoard board;
  private final AdaptiveStages stages;
  private final Map<Stage, Optional<SubpartitionRanges>> decisions = new HashMap<>();

  AdaptiveParallelism(ExecutionGraph graph, TaskBoard board) {
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
      Optional<SubpartitionRanges> made = measure(stage);
      decisions.put(stage, made);
      made.ifPresent(
          ranges -> LOG.info("Job {}, {}", graph.jobGraph().id(), describe(vertex, ranges)));
    }
  }

  /** Nothing if the size of what it reads is not known. */
  private Optional<SubpartitionRanges> measure(Stage stage) {
    long[] bytes = new long[stage.parallelism()];
    int producers = 0;
    for (int vertex : stage.vertices()) {
      for (JobEdge edge : graph.inputs(vertex)) {
        if (AdaptiveStages.isMergeable(edge)) {
          if (!add(edge, bytes)) {
            return Optional.empty();
          }
          producers = Math.max(producers, graph.vertex(edge.sourceVertex()).parallelism());
        }
      }
    }
    return Optional.of(
        SubpartitionRanges.cut(
            bytes, stage.bytesPerSubtask(), Math.max(1, MOST_CHANNELS / producers)));
  }

  private boolean add(JobEdge edge, long[] bytes) {
    for (int p = 0; p < graph.vertex(edge.sourceVertex()).parallelism(); p++) {
      if (isIdle(edge.sourceVertex(), p)) {
        continue;
      }
      Execution producer = board.get(graph.id(edge.sourceVertex(), p));
      Optional<ResultSize> size =
          producer.results().stream().filter(result -> result.edge() == edge.id()).findAny();
      if (producer.state() != TaskState.FINISHED
          || size.isEmpty()
          || size.get().bytes().size() != bytes.length) {
        return false;
      }
      List<Long> parts = size.get().bytes();
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] += parts.get(i);
      }
    }
    return true;
  }

  private SubpartitionRanges decision(int vertex) {
    Stage stage = stages.of(vertex);
    return stage == null ? null : decisions.getOrDefault(stage, Optional.empty()).orElse(null);
  }

  /** Whether a subtask has nothing to do, because others read its part. */
  boolean isIdle(int vertex, int index) {
    SubpartitionRanges ranges = decision(vertex);
    return ranges != null && index >= ranges.subtasks();
  }

  /** The subpartitions that a subtask reads of each producer of an edge, all to all. */
  Wiring.Range subpartitions(JobEdge edge, int consumer) {
    SubpartitionRanges ranges = decision(edge.targetVertex());
    return ranges == null || !AdaptiveStages.isMergeable(edge)
        ? new Wiring.Range(consumer, consumer + 1)
        : ranges.of(consumer);
  }

  /** What was decided about a vertex, and why; empty if nothing was. */
  String reason(int vertex) {
    SubpartitionRanges ranges = decision(vertex);
    return ranges == null ? "" : describe(vertex, ranges);
  }

  private String describe(int vertex, SubpartitionRanges ranges) {
    return String.format(
        "%s runs in %d of %d subtasks: its input is %s, and a subtask should read %s",
        graph.vertex(vertex).name(),
        ranges.subtasks(),
        graph.vertex(vertex).parallelism(),
        new MemorySize(ranges.bytes()).toHumanReadableString(),
        new MemorySize(graph.vertex(vertex).bytesPerSubtask()).toHumanReadableString());
  }
}
