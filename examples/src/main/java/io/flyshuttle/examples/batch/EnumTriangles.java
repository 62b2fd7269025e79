// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.batch;

import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.GroupReduceFunction;
import io.flyshuttle.core.function.Order;
import io.flyshuttle.core.job.ParameterTool;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.tuple.Tuple3;
import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.dataset.DataSet;
import io.flyshuttle.dataset.ExecutionEnvironment;
import java.util.ArrayList;
import java.util.List;

/**
 * Lists all triangles of a graph, each once as {@code a,b,c} with a &lt; b &lt; c: two edges that
 * leave the same smallest vertex are a triangle if an edge closes them.
 *
 * <p>{@code --edges} and {@code --output} as for all graphs.
 */
public final class EnumTriangles {
  private EnumTriangles() {}

  public static void main(String[] args) throws Exception {
    ParameterTool parameters = ParameterTool.fromArgs(args);
    ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
    env.getConfig().setGlobalJobParameters(parameters);
    DataSet<Tuple2<Long, Long>> rising =
        Graphs.edges(parameters, env)
            .map(edge -> Tuple2.of(Math.min(edge.f0, edge.f1), Math.max(edge.f0, edge.f1)))
            .returns(Types.TUPLE(Types.LONG, Types.LONG))
            .distinct();

    DataSet<Tuple3<Long, Long, Long>> triangles =
        rising
            .groupBy(0)
            .sortGroup(1, Order.ASCENDING)
            .reduceGroup(new Triads())
            .join(rising)
            .where(1, 2)
            .equalTo(0, 1)
            .projectFirst(0, 1, 2);

    Results.emit(triangles, parameters, env, "EnumTriangles");
  }

  /** All pairs of edges that leave the same vertex. The edges come by rising target. */
  public static final class Triads
      implements GroupReduceFunction<Tuple2<Long, Long>, Tuple3<Long, Long, Long>> {
    private static final long serialVersionUID = 1L;

    @Override
    public void reduce(
        Iterable<Tuple2<Long, Long>> edges, Collector<Tuple3<Long, Long, Long>> out) {
      List<Long> targets = new ArrayList<>();
      for (Tuple2<Long, Long> edge : edges) {
        for (Long target : targets) {
          out.collect(Tuple3.of(edge.f0, target, edge.f1));
        }
        targets.add(edge.f1);
      }
    }
  }
}
