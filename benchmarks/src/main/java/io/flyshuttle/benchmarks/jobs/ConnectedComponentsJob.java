// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.benchmarks.jobs;

import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.FlatJoinFunction;
import io.flyshuttle.core.function.JoinFunction;
import io.flyshuttle.core.function.MapFunction;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.dataset.DataSet;
import io.flyshuttle.dataset.DeltaIteration;
import io.flyshuttle.dataset.ExecutionEnvironment;

/**
 * B4: connected components of a random graph by a delta iteration. Arguments: parallelism, edges,
 * vertices.
 */
public final class ConnectedComponentsJob {

  private ConnectedComponentsJob() {}

  public static void main(String[] args) throws Exception {
    int parallelism = Integer.parseInt(args[0]);
    long edges = Long.parseLong(args[1]);
    long vertices = Long.parseLong(args[2]);
    Measurement.run(edges, edges, count -> job(parallelism, count, vertices));
  }

  private static void job(int parallelism, long edgeCount, long vertexCount) throws Exception {
    ExecutionEnvironment env = BatchEnvironment.with(parallelism);
    DataSet<Tuple2<Long, Long>> edges =
        env.generateSequence(1, edgeCount).flatMap(new RandomEdges(vertexCount));
    DataSet<Tuple2<Long, Long>> vertices =
        env.generateSequence(0, vertexCount - 1).map(new Twice());
    DeltaIteration<Tuple2<Long, Long>, Tuple2<Long, Long>> iteration =
        vertices.iterateDelta(vertices, 100, 0);
    DataSet<Tuple2<Long, Long>> changes =
        iteration
            .getWorkset()
            .join(edges)
            .where(0)
            .equalTo(0)
            .with(new Neighbor())
            .groupBy(0)
            .min(1)
            .join(iteration.getSolutionSet())
            .where(0)
            .equalTo(0)
            .with(new Smaller());
    iteration
        .closeWith(changes, changes)
        .output(
            new ChecksumOutput<>(vertex -> Measurement.mix(vertex.f0 * vertexCount + vertex.f1)));
    Measurement.start();
    env.execute("connected components");
  }

  /** A vertex is its own component first. */
  public static final class Twice implements MapFunction<Long, Tuple2<Long, Long>> {
    private static final long serialVersionUID = 1L;

    @Override
    public Tuple2<Long, Long> map(Long vertex) {
      return new Tuple2<>(vertex, vertex);
    }
  }

  /** Tells a neighbor the component of a vertex. */
  public static final class Neighbor
      implements JoinFunction<Tuple2<Long, Long>, Tuple2<Long, Long>, Tuple2<Long, Long>> {
    private static final long serialVersionUID = 1L;

    @Override
    public Tuple2<Long, Long> join(Tuple2<Long, Long> vertex, Tuple2<Long, Long> edge) {
      return new Tuple2<>(edge.f1, vertex.f1);
    }
  }

  /** Keeps a component that is smaller than the one before. */
  public static final class Smaller
      implements FlatJoinFunction<Tuple2<Long, Long>, Tuple2<Long, Long>, Tuple2<Long, Long>> {
    private static final long serialVersionUID = 1L;

    @Override
    public void join(
        Tuple2<Long, Long> candidate, Tuple2<Long, Long> old, Collector<Tuple2<Long, Long>> out) {
      if (candidate.f1 < old.f1) {
        out.collect(candidate);
      }
    }
  }
}
