// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.benchmarks.jobs;

import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.FlatJoinFunction;
import io.flyshuttle.core.function.FlatMapFunction;
import io.flyshuttle.core.function.JoinFunction;
import io.flyshuttle.core.function.MapFunction;
import io.flyshuttle.core.function.ReduceFunction;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.dataset.DataSet;
import io.flyshuttle.dataset.DeltaIteration;
import io.flyshuttle.dataset.ExecutionEnvironment;

/**
 * B4: the connected components of a random graph, by a delta iteration. Arguments: parallelism,
 * vertices, edges.
 */
public final class ConnectedComponentsJob {

  private ConnectedComponentsJob() {}

  public static void main(String[] args) throws Exception {
    ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(Integer.parseInt(args[0]));
    long vertices = Long.parseLong(args[1]);
    DataSet<Tuple2<Long, Long>> start =
        env.generateSequence(0, vertices - 1).map(new OwnComponent());
    DataSet<Tuple2<Long, Long>> edges =
        env.generateSequence(1, Long.parseLong(args[2])).flatMap(new RandomEdge(vertices));
    DeltaIteration<Tuple2<Long, Long>, Tuple2<Long, Long>> loop =
        start.iterateDelta(start, 1000, 0);
    DataSet<Tuple2<Long, Long>> changes =
        loop.getWorkset()
            .join(edges)
            .where(0)
            .equalTo(0)
            .with(new ToNeighbour())
            .groupBy(0)
            .min(1)
            .join(loop.getSolutionSet())
            .where(0)
            .equalTo(0)
            .with(new IfSmaller());
    long begin = System.nanoTime();
    long sum =
        loop.closeWith(changes, changes).map(new Component()).reduce(new Sum()).collect().get(0);
    System.out.println("RESULT millis " + (System.nanoTime() - begin) / 1_000_000 + " sum " + sum);
  }

  /** Each vertex begins as a component of its own. */
  public static final class OwnComponent implements MapFunction<Long, Tuple2<Long, Long>> {
    private static final long serialVersionUID = 1L;

    @Override
    public Tuple2<Long, Long> map(Long vertex) {
      return new Tuple2<>(vertex, vertex);
    }
  }

  /** An edge by its number, in both directions. */
  public static final class RandomEdge implements FlatMapFunction<Long, Tuple2<Long, Long>> {
    private static final long serialVersionUID = 1L;
    private final long vertices;

    public RandomEdge(long vertices) {
      this.vertices = vertices;
    }

    /** The ends of an edge; the same in each program that is compared. */
    public static long end(long edge, int which, long vertices) {
      long x = (edge * 2 + which) * 0x9E3779B97F4A7C15L;
      x = (x ^ x >>> 30) * 0xBF58476D1CE4E5B9L;
      x = (x ^ x >>> 27) * 0x94D049BB133111EBL;
      return ((x ^ x >>> 31) >>> 1) % vertices;
    }

    @Override
    public void flatMap(Long edge, Collector<Tuple2<Long, Long>> out) {
      long a = end(edge, 0, vertices);
      long b = end(edge, 1, vertices);
      out.collect(new Tuple2<>(a, b));
      out.collect(new Tuple2<>(b, a));
    }
  }

  /** Offers a component to a neighbour. */
  public static final class ToNeighbour
      implements JoinFunction<Tuple2<Long, Long>, Tuple2<Long, Long>, Tuple2<Long, Long>> {
    private static final long serialVersionUID = 1L;

    @Override
    public Tuple2<Long, Long> join(Tuple2<Long, Long> vertex, Tuple2<Long, Long> edge) {
      return new Tuple2<>(edge.f1, vertex.f1);
    }
  }

  /** Takes the offered component if it is smaller. */
  public static final class IfSmaller
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

  /** The component. */
  public static final class Component implements MapFunction<Tuple2<Long, Long>, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public Long map(Tuple2<Long, Long> vertex) {
      return vertex.f1;
    }
  }

  /** The sum. */
  public static final class Sum implements ReduceFunction<Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public Long reduce(Long a, Long b) {
      return a + b;
    }
  }
}
