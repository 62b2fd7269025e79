// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.job;

import io.flyshuttle.core.graph.CheckpointSettings;
import io.flyshuttle.core.graph.DistributionPattern;
import io.flyshuttle.core.graph.ExchangeMode;
import io.flyshuttle.core.graph.InputSplitSpec;
import io.flyshuttle.core.graph.JobEdge;
import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.graph.JobSettings;
import io.flyshuttle.core.graph.JobType;
import io.flyshuttle.core.graph.JobVertex;
import io.flyshuttle.core.graph.OperatorID;
import io.flyshuttle.core.graph.OperatorSpec;
import io.flyshuttle.core.graph.RestartSpec;
import io.flyshuttle.core.graph.RestoreSettings;
import io.flyshuttle.core.job.JobID;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Builds job graphs for tests. */
public final class Graphs {
  private final List<JobVertex> vertices = new ArrayList<>();
  private final List<JobEdge> edges = new ArrayList<>();
  private JobType type = JobType.BATCH;
  private RestartSpec restart = RestartSpec.sessionDefault();
  private String name = "job";
  private CheckpointSettings checkpoints = CheckpointSettings.none();
  private RestoreSettings restore = RestoreSettings.none();

  public Graphs name(String value) {
    name = value;
    return this;
  }

  public Graphs streaming() {
    type = JobType.STREAMING;
    return this;
  }

  /** A streaming job with these checkpoints. */
  public Graphs checkpoints(CheckpointSettings value) {
    checkpoints = value;
    return streaming();
  }

  public Graphs restore(RestoreSettings value) {
    restore = value;
    return this;
  }

  public Graphs restart(RestartSpec value) {
    restart = value;
    return this;
  }

  /** Adds a vertex in the default group; returns this. */
  public Graphs vertex(String vertexName, int parallelism) {
    return vertex(vertexName, parallelism, "default", "", List.of(), new byte[0], 0);
  }

  public Graphs vertex(
      String vertexName,
      int parallelism,
      String group,
      String coLocation,
      List<InputSplitSpec> splits,
      byte[] hook,
      int memoryWeight) {
    OperatorID id = new OperatorID(7, vertices.size());
    vertices.add(
        new JobVertex(
            id,
            vertexName,
            parallelism,
            128,
            group,
            coLocation,
            List.of(
                new OperatorSpec(
                    id, "", vertexName, OperatorSpec.HEAD, "", new byte[1], 1, List.of())),
            splits,
            hook,
            memoryWeight));
    return this;
  }

  /** Everybody to everybody, pipelined. */
  public Graphs shuffle(int source, int target) {
    return edge(source, target, ExchangeMode.PIPELINED, DistributionPattern.ALL_TO_ALL);
  }

  /** Pointwise, pipelined. */
  public Graphs forward(int source, int target) {
    return edge(source, target, ExchangeMode.PIPELINED, DistributionPattern.POINTWISE);
  }

  /** Everybody to everybody, blocking. */
  public Graphs blocking(int source, int target) {
    return edge(source, target, ExchangeMode.BLOCKING, DistributionPattern.ALL_TO_ALL);
  }

  public Graphs edge(int source, int target, ExchangeMode exchange, DistributionPattern pattern) {
    edges.add(
        new JobEdge(
            edges.size(), source, 0, "", target, 0, exchange, pattern, "TEST", new byte[1]));
    return this;
  }

  public JobGraph build() {
    return new JobGraph(
        JobID.generate(),
        name,
        new JobSettings(type, restart, Map.of(), checkpoints, restore),
        List.copyOf(vertices),
        List.copyOf(edges),
        List.of(),
        new byte[0]);
  }
}
