// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.schedule;

import io.flyshuttle.core.graph.JobEdge;
import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.graph.JobVertex;
import java.util.ArrayList;
import java.util.List;

/**
 * The parallel version of a job graph: its subtasks, numbered through in topological order of the
 * vertices, and how they are wired. Immutable; channels are computed, not stored, so a shuffle
 * between thousands of subtasks costs nothing here.
 */
public final class ExecutionGraph {

  /**
   * A subtask.
   *
   * @param id its number in the execution graph
   * @param vertex index of its vertex
   * @param index its index among the vertex's subtasks
   */
  public record Subtask(int id, int vertex, int index) {}

  private final JobGraph graph;
  private final int[] firstOfVertex;
  private final List<Subtask> subtasks;
  private final List<List<JobEdge>> inputs;
  private final List<List<JobEdge>> outputs;

  private ExecutionGraph(JobGraph graph) {
    this.graph = graph;
    int vertices = graph.vertices().size();
    this.firstOfVertex = new int[vertices];
    List<Subtask> all = new ArrayList<>();
    List<List<JobEdge>> in = new ArrayList<>();
    List<List<JobEdge>> out = new ArrayList<>();
    for (int v = 0; v < vertices; v++) {
      firstOfVertex[v] = all.size();
      for (int i = 0; i < graph.vertices().get(v).parallelism(); i++) {
        all.add(new Subtask(all.size(), v, i));
      }
      in.add(new ArrayList<>());
      out.add(new ArrayList<>());
    }
    for (JobEdge edge : graph.edges()) {
      in.get(edge.targetVertex()).add(edge);
      out.get(edge.sourceVertex()).add(edge);
    }
    this.subtasks = List.copyOf(all);
    this.inputs = List.copyOf(in);
    this.outputs = List.copyOf(out);
  }

  /** Expands a graph that has been checked. */
  public static ExecutionGraph expand(JobGraph graph) {
    return new ExecutionGraph(graph);
  }

  public JobGraph jobGraph() {
    return graph;
  }

  public JobVertex vertex(int index) {
    return graph.vertices().get(index);
  }

  /** All subtasks; {@code subtasks().get(i).id() == i}. */
  public List<Subtask> subtasks() {
    return subtasks;
  }

  /** Number of a vertex's subtask. */
  public int id(int vertex, int index) {
    return firstOfVertex[vertex] + index;
  }

  /** Edges into a vertex, in the order of their ids. */
  public List<JobEdge> inputs(int vertex) {
    return inputs.get(vertex);
  }

  /** Edges out of a vertex, in the order of their ids. */
  public List<JobEdge> outputs(int vertex) {
    return outputs.get(vertex);
  }

  /** How the subtasks at the two ends of an edge are connected. */
  public Wiring wiring(JobEdge edge) {
    return new Wiring(
        edge.pattern(),
        vertex(edge.sourceVertex()).parallelism(),
        vertex(edge.targetVertex()).parallelism());
  }

  /** A subtask for people: {@code Map -> Filter (2/4)}. */
  public String describe(int vertex, int index) {
    JobVertex v = vertex(vertex);
    return v.name() + " (" + (index + 1) + "/" + v.parallelism() + ")";
  }
}
