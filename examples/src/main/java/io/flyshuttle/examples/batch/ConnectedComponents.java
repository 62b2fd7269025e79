// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.batch;

import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.job.ParameterTool;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.dataset.DataSet;
import io.flyshuttle.dataset.DeltaIteration;
import io.flyshuttle.dataset.ExecutionEnvironment;

/**
 * Finds which vertices are connected, in a delta iteration: every vertex tells its neighbours the
 * smallest number it knows, and only those that learnt of a smaller one speak in the next round.
 *
 * <p>{@code --vertices}, {@code --edges} and {@code --output} as for all graphs, {@code
 * --iterations <n>} limits the rounds (1000); the result has a line of {@code vertex,component}.
 */
public final class ConnectedComponents {
  private static final TypeInformation<Tuple2<Long, Long>> PAIR =
      Types.TUPLE(Types.LONG, Types.LONG);

  private ConnectedComponents() {}

  public static void main(String[] args) throws Exception {
    ParameterTool parameters = ParameterTool.fromArgs(args);
    ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
    env.getConfig().setGlobalJobParameters(parameters);
    DataSet<Tuple2<Long, Long>> edges = Graphs.undirected(Graphs.edges(parameters, env));
    DataSet<Tuple2<Long, Long>> start =
        Graphs.vertices(parameters, env).map(vertex -> Tuple2.of(vertex, vertex)).returns(PAIR);

    DeltaIteration<Tuple2<Long, Long>, Tuple2<Long, Long>> loop =
        start.iterateDelta(start, parameters.getInt("iterations", 1000), 0);
    DataSet<Tuple2<Long, Long>> smaller =
        loop.getWorkset()
            .join(edges)
            .where(0)
            .equalTo(0)
            .with((vertex, edge) -> Tuple2.of(edge.f1, vertex.f1))
            .returns(PAIR)
            .groupBy(0)
            .min(1)
            .join(loop.getSolutionSet())
            .where(0)
            .equalTo(0)
            .with(
                (Tuple2<Long, Long> candidate,
                    Tuple2<Long, Long> known,
                    Collector<Tuple2<Long, Long>> out) -> {
                  if (candidate.f1 < known.f1) {
                    out.collect(candidate);
                  }
                })
            .returns(PAIR);

    Results.emit(loop.closeWith(smaller, smaller), parameters, env, "ConnectedComponents");
  }
}
