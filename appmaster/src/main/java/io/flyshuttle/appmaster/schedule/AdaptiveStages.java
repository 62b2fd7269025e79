// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.schedule;

import io.flyshuttle.core.graph.DistributionPattern;
import io.flyshuttle.core.graph.ExchangeMode;
import io.flyshuttle.core.graph.JobEdge;
import io.flyshuttle.core.graph.JobVertex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The stages of a job that may run in fewer subtasks than planned, once the size of what they read
 * is known: vertices that pass records from subtask i to subtask i, and get all others through
 * complete results of which one subtask can read several subpartitions. If all of these lead to one
 * join whose result nobody expects to lie by its key, subtasks may read other parts, too.
 * Immutable.
 */
public final class AdaptiveStages {

  /** Ways of sending that do not care whether two subpartitions come to one subtask. */
  private static final Set<String> MERGEABLE = Set.of("HASH", "REBALANCE", "SHUFFLE");

  /** The inputs of a join; others are broadcast. */
  private static final List<Integer> SIDES = List.of(0, 1);

  /**
   * Vertices whose subtasks run, or do not run, together.
   *
   * @param vertices indexes in the job graph
   * @param parallelism the planned one, the upper bound
   * @param bytesPerSubtask what a subtask should read at least
   * @param joinVertex the join that may read both its inputs in other ways than by ranges of
   *     subpartitions, as its edges say; -1 for none
   */
  public record Stage(
      List<Integer> vertices, int parallelism, long bytesPerSubtask, int joinVertex) {

    boolean hasJoin() {
      return joinVertex >= 0;
    }
  }

  private final Map<Integer, Stage> byVertex = new HashMap<>();

  private AdaptiveStages() {}

  /** Finds the stages of a graph. */
  public static AdaptiveStages of(ExecutionGraph graph) {
    List<JobVertex> vertices = graph.jobGraph().vertices();
    DisjointSets sets = new DisjointSets(vertices.size());
    for (JobEdge edge : graph.jobGraph().edges()) {
      if (edge.pattern() == DistributionPattern.POINTWISE) {
        sets.join(edge.sourceVertex(), edge.targetVertex());
      }
    }
    Map<Integer, List<Integer>> members = new HashMap<>();
    for (int v = 0; v < vertices.size(); v++) {
      members.computeIfAbsent(sets.find(v), root -> new ArrayList<>()).add(v);
    }
    AdaptiveStages stages = new AdaptiveStages();
    for (List<Integer> stage : members.values()) {
      if (isAdaptive(graph, stage)) {
        JobVertex first = vertices.get(stage.get(0));
        Stage made =
            new Stage(
                List.copyOf(stage),
                first.parallelism(),
                first.bytesPerSubtask(),
                joinVertex(graph, stage));
        stage.forEach(v -> stages.byVertex.put(v, made));
      }
    }
    return stages;
  }

  private static boolean isAdaptive(ExecutionGraph graph, List<Integer> stage) {
    int parallelism = graph.vertex(stage.get(0)).parallelism();
    boolean measured = false;
    for (int v : stage) {
      JobVertex vertex = graph.vertex(v);
      if (vertex.bytesPerSubtask() <= 0
          || vertex.parallelism() != parallelism
          || parallelism == 1
          || !vertex.splits().isEmpty()
          || !vertex.coLocationGroup().isEmpty()
          || graph.inputs(v).isEmpty()) {
        return false;
      }
      for (JobEdge edge : graph.inputs(v)) {
        if (edge.pattern() == DistributionPattern.POINTWISE) {
          continue;
        }
        if (edge.exchange() != ExchangeMode.BLOCKING
            || stage.contains(edge.sourceVertex())
            || !isMergeable(edge) && !edge.shipStrategy().equals("BROADCAST")) {
          return false;
        }
        measured |= isMergeable(edge);
      }
    }
    return measured;
  }

  /** The only vertex that gets records by key, and those of two inputs; -1 if there is none. */
  private static int joinVertex(ExecutionGraph graph, List<Integer> stage) {
    List<JobEdge> edges =
        stage.stream()
            .flatMap(v -> graph.inputs(v).stream())
            .filter(AdaptiveStages::isMergeable)
            .toList();
    int vertex = edges.get(0).targetVertex();
    boolean possible =
        edges.stream().allMatch(e -> e.targetVertex() == vertex && e.shipStrategy().equals("HASH"))
            && edges.stream().map(JobEdge::targetInput).distinct().sorted().toList().equals(SIDES)
            && edges.stream().anyMatch(edge -> edge.placement().divisible())
            && graph.inputs(vertex).stream()
                .allMatch(edge -> edge.pattern() == DistributionPattern.ALL_TO_ALL);
    return possible ? vertex : -1;
  }

  /** Whether a subtask of an adaptive stage may read several subpartitions of the edge. */
  public static boolean isMergeable(JobEdge edge) {
    return edge.pattern() == DistributionPattern.ALL_TO_ALL
        && edge.exchange() == ExchangeMode.BLOCKING
        && MERGEABLE.contains(edge.shipStrategy());
  }

  /** The stage of a vertex; null if its parallelism is as planned. */
  public Stage of(int vertex) {
    return byVertex.get(vertex);
  }
}
