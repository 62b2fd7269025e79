// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.schedule;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.graph.CheckpointSettings;
import io.flyshuttle.core.graph.DistributionPattern;
import io.flyshuttle.core.graph.ExchangeMode;
import io.flyshuttle.core.graph.JobEdge;
import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.graph.JobVertex;
import io.flyshuttle.core.graph.OperatorSpec;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks a job graph that came from outside, before anything is done with it. */
public final class GraphCheck {
  private static final int MAX_PARALLELISM = 1 << 15;
  private static final int MAX_SUBTASKS = 1_000_000;
  private static final int MAX_NAME = 10_000;

  private GraphCheck() {}

  /**
   * Checks that a graph can be run.
   *
   * @throws FlyshuttleException with INVALID_PROGRAM, naming what is wrong
   */
  public static void check(JobGraph graph) {
    require(graph.id() != null, "it has no id");
    require(graph.name() != null && graph.name().length() <= MAX_NAME, "its name is too long");
    require(graph.settings() != null && graph.settings().type() != null, "it has no settings");
    require(graph.settings().restart() != null, "it has no restart settings");
    checkCheckpoints(graph);
    require(graph.executionConfig() != null, "it has no execution configuration");
    require(graph.files() != null, "it has no list of files");
    require(graph.vertices() != null && !graph.vertices().isEmpty(), "it has no operators");
    require(graph.edges() != null, "it has no edges");
    long subtasks = 0;
    for (JobVertex vertex : graph.vertices()) {
      checkVertex(vertex);
      subtasks += vertex.parallelism();
    }
    require(subtasks <= MAX_SUBTASKS, "it has " + subtasks + " subtasks, more than a million");
    for (int i = 0; i < graph.edges().size(); i++) {
      checkEdge(graph, i);
    }
    checkCoLocation(graph.vertices());
  }

  private static void checkCheckpoints(JobGraph graph) {
    CheckpointSettings checkpoints = graph.settings().checkpoints();
    require(
        checkpoints != null && checkpoints.mode() != null && checkpoints.retention() != null,
        "it has no settings of checkpoints");
    require(
        checkpoints.directory() != null
            && checkpoints.savepointDirectory() != null
            && checkpoints.stateBackend() != null,
        "its settings of checkpoints are not complete");
    require(checkpoints.timeoutMillis() > 0, "checkpoints have no time to complete");
    require(
        checkpoints.minPauseMillis() >= 0 && checkpoints.alignedTimeoutMillis() >= 0,
        "a time of its checkpoints is negative");
    require(
        graph.settings().restore() != null
            && graph.settings().restore().path() != null
            && graph.settings().restore().renamed() != null,
        "it does not say what it starts from");
  }

  private static void checkVertex(JobVertex vertex) {
    require(vertex != null && vertex.id() != null, "an operator has no id");
    require(
        vertex.name() != null && vertex.name().length() <= MAX_NAME,
        "an operator's name is too long");
    String name = "operator \"" + vertex.name() + "\" ";
    require(vertex.parallelism() >= 1, name + "has parallelism " + vertex.parallelism());
    require(
        vertex.maxParallelism() >= vertex.parallelism(),
        name
            + "has parallelism "
            + vertex.parallelism()
            + ", more than its maximum of "
            + vertex.maxParallelism());
    require(
        vertex.maxParallelism() <= MAX_PARALLELISM,
        name + "has a maximum parallelism above " + MAX_PARALLELISM);
    require(vertex.slotSharingGroup() != null, name + "has no slot sharing group");
    require(vertex.coLocationGroup() != null, name + "has no co-location group");
    require(vertex.managedMemoryWeight() >= 0, name + "has a negative memory weight");
    require(vertex.operators() != null && !vertex.operators().isEmpty(), name + "is empty");
    require(vertex.splits() != null && vertex.globalHook() != null, name + "is not complete");
    for (int i = 0; i < vertex.operators().size(); i++) {
      OperatorSpec operator = vertex.operators().get(i);
      boolean head = i == 0;
      require(
          head
              ? operator.chainedTo() == OperatorSpec.HEAD
              : operator.chainedTo() >= 0 && operator.chainedTo() < i,
          name + "is chained in the wrong order");
      require(operator.code() != null, name + "has no code");
    }
  }

  private static void checkEdge(JobGraph graph, int index) {
    JobEdge edge = graph.edges().get(index);
    String name = "edge " + index + " ";
    require(edge != null && edge.id() == index, name + "has another id");
    require(
        edge.sourceVertex() >= 0
            && (edge.sourceVertex() < edge.targetVertex() || connectsPeers(edge))
            && edge.targetVertex() < graph.vertices().size(),
        name + "does not lead from an operator to a later one");
    JobVertex source = graph.vertices().get(edge.sourceVertex());
    require(
        edge.sourceOperator() >= 0 && edge.sourceOperator() < source.operators().size(),
        name + "begins at an operator that does not exist");
    require(edge.targetInput() >= 0, name + "ends at an input that does not exist");
    require(
        edge.exchange() != null
            && edge.pattern() != null
            && edge.selector() != null
            && edge.sideOutput() != null,
        name + "is not complete");
  }

  /** Subtasks of one vertex may send each other messages. */
  private static boolean connectsPeers(JobEdge edge) {
    return edge.sourceVertex() == edge.targetVertex()
        && edge.exchange() == ExchangeMode.PIPELINED
        && edge.pattern() == DistributionPattern.ALL_TO_ALL;
  }

  private static void checkCoLocation(List<JobVertex> vertices) {
    Map<String, JobVertex> first = new HashMap<>();
    Set<String> names = new HashSet<>();
    for (JobVertex vertex : vertices) {
      require(
          names.add(vertex.id().toString()),
          "two operators have the id " + vertex.id() + ": give them different uids");
      if (vertex.coLocationGroup().isEmpty()) {
        continue;
      }
      JobVertex other = first.putIfAbsent(vertex.coLocationGroup(), vertex);
      require(
          other == null
              || other.parallelism() == vertex.parallelism()
                  && other.slotSharingGroup().equals(vertex.slotSharingGroup()),
          "co-located operators \""
              + vertex.name()
              + "\" and \""
              + (other == null ? "" : other.name())
              + "\" differ in parallelism or slot sharing group");
    }
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_PROGRAM, "the job graph cannot be run: " + otherwise);
    }
  }
}
