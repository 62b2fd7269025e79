// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.plan;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.graph.JobFile;
import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.graph.JobSettings;
import io.flyshuttle.core.job.JobID;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A whole program as its API described it: the nodes that can be reached backwards from the sinks.
 * Used by one thread. {@link #toJobGraph} may be called more than once and gives the same operator
 * ids each time.
 */
public final class Plan {

  private final String name;
  private final JobSettings settings;
  private final int defaultParallelism;
  private final Serializable executionConfig;
  private final List<PlanNode> sinks = new ArrayList<>();
  private final List<JobFile> files = new ArrayList<>();
  private boolean chaining = true;

  /**
   * @param name name of the job
   * @param settings what the JobManager must know
   * @param defaultParallelism of nodes that set none
   * @param executionConfig handed to every task
   */
  public Plan(
      String name, JobSettings settings, int defaultParallelism, Serializable executionConfig) {
    this.name = name;
    this.settings = settings;
    this.defaultParallelism = defaultParallelism;
    this.executionConfig = executionConfig;
  }

  /** Adds a node that must run; what leads to it runs too. */
  public Plan add(PlanNode sink) {
    sinks.add(sink);
    return this;
  }

  /** Adds a file that travels with the job. */
  public Plan file(JobFile file) {
    files.add(file);
    return this;
  }

  /** Whether operators may share a task at all; true unless set. */
  public Plan chaining(boolean enabled) {
    this.chaining = enabled;
    return this;
  }

  /**
   * Chains the operators and makes the graph.
   *
   * @throws FlyshuttleException INVALID_PROGRAM or FUNCTION_NOT_SERIALIZABLE, naming the operator
   */
  public JobGraph toJobGraph() {
    if (sinks.isEmpty()) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_PROGRAM,
          "the program defines no output: add a sink before it is executed");
    }
    List<PlanNode> order = topologicalOrder();
    GraphBuilder builder = new GraphBuilder(order, defaultParallelism, chaining);
    return new JobGraph(
        JobID.generate(),
        name,
        settings,
        builder.vertices(),
        builder.edges(),
        List.copyOf(files),
        CodeBytes.write(executionConfig, "execution config (global job parameters)"));
  }

  /** Sources first; otherwise in the order in which the program added them. */
  private List<PlanNode> topologicalOrder() {
    Set<PlanNode> done = new LinkedHashSet<>();
    Set<PlanNode> open = new LinkedHashSet<>();
    for (PlanNode sink : sinks) {
      visit(sink, open, done);
    }
    return List.copyOf(done);
  }

  private static void visit(PlanNode node, Set<PlanNode> open, Set<PlanNode> done) {
    if (done.contains(node)) {
      return;
    }
    if (!open.add(node)) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_PROGRAM, "operator \"" + node + "\" is its own input: " + open);
    }
    for (PlanInput input : node.inputs) {
      visit(input.source(), open, done);
    }
    open.remove(node);
    done.add(node);
  }
}
