// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.benchmarks.jobs;

import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.FlatJoinFunction;
import io.flyshuttle.core.function.GroupReduceFunction;
import io.flyshuttle.core.function.MapFunction;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.dataset.DataSet;
import io.flyshuttle.dataset.ExecutionEnvironment;
import io.flyshuttle.dataset.IterativeDataSet;
import java.util.ArrayList;
import java.util.List;

/** B5: ten rounds of PageRank on a random graph. Arguments: parallelism, edges, vertices. */
public final class PageRankJob {
  private static final int ROUNDS = 10;
  private static final double DAMPING = 0.85;

  private PageRankJob() {}

  public static void main(String[] args) throws Exception {
    int parallelism = Integer.parseInt(args[0]);
    long edges = Long.parseLong(args[1]);
    long vertices = Long.parseLong(args[2]);
    Measurement.run(edges, edges, count -> job(parallelism, count, vertices));
  }

  private static void job(int parallelism, long edgeCount, long vertexCount) throws Exception {
    ExecutionEnvironment env = BatchEnvironment.with(parallelism);
    DataSet<Tuple2<Long, Long[]>> neighbors =
        env.generateSequence(1, edgeCount)
            .flatMap(new RandomEdges(vertexCount))
            .groupBy(0)
            .reduceGroup(new Neighbors());
    DataSet<Tuple2<Long, Double>> ranks =
        env.generateSequence(0, vertexCount - 1).map(new FirstRank(vertexCount));
    IterativeDataSet<Tuple2<Long, Double>> iteration = ranks.iterate(ROUNDS);
    DataSet<Tuple2<Long, Double>> next =
        iteration
            .join(neighbors)
            .where(0)
            .equalTo(0)
            .with(new Share())
            .groupBy(0)
            .sum(1)
            .map(new Damp(vertexCount));
    iteration
        .closeWith(next)
        .output(
            // sums of doubles depend on their order in the last digits
            new ChecksumOutput<>(
                rank -> Measurement.mix(rank.f0) * Math.round(rank.f1 * vertexCount * 1000)));
    Measurement.start();
    env.execute("PageRank");
  }

  /** Collects the neighbors of a vertex. */
  public static final class Neighbors
      implements GroupReduceFunction<Tuple2<Long, Long>, Tuple2<Long, Long[]>> {
    private static final long serialVersionUID = 1L;

    @Override
    public void reduce(Iterable<Tuple2<Long, Long>> edges, Collector<Tuple2<Long, Long[]>> out) {
      List<Long> targets = new ArrayList<>();
      Long vertex = null;
      for (Tuple2<Long, Long> edge : edges) {
        vertex = edge.f0;
        targets.add(edge.f1);
      }
      out.collect(new Tuple2<>(vertex, targets.toArray(new Long[0])));
    }
  }

  /** All vertices begin equal. */
  public static final class FirstRank implements MapFunction<Long, Tuple2<Long, Double>> {
    private static final long serialVersionUID = 1L;

    private final long vertices;

    public FirstRank(long vertices) {
      this.vertices = vertices;
    }

    @Override
    public Tuple2<Long, Double> map(Long vertex) {
      return new Tuple2<>(vertex, 1.0 / vertices);
    }
  }

  /** Shares the rank of a vertex among its neighbors. */
  public static final class Share
      implements FlatJoinFunction<
          Tuple2<Long, Double>, Tuple2<Long, Long[]>, Tuple2<Long, Double>> {
    private static final long serialVersionUID = 1L;

    @Override
    public void join(
        Tuple2<Long, Double> rank,
        Tuple2<Long, Long[]> neighbors,
        Collector<Tuple2<Long, Double>> out) {
      for (Long target : neighbors.f1) {
        out.collect(new Tuple2<>(target, rank.f1 / neighbors.f1.length));
      }
    }
  }

  /** Mixes in the chance to jump anywhere. */
  public static final class Damp
      implements MapFunction<Tuple2<Long, Double>, Tuple2<Long, Double>> {
    private static final long serialVersionUID = 1L;

    private final long vertices;

    public Damp(long vertices) {
      this.vertices = vertices;
    }

    @Override
    public Tuple2<Long, Double> map(Tuple2<Long, Double> rank) {
      return new Tuple2<>(rank.f0, rank.f1 * DAMPING + (1 - DAMPING) / vertices);
    }
  }
}
