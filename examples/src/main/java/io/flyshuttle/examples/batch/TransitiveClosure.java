// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.batch;

import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.job.ParameterTool;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.dataset.DataSet;
import io.flyshuttle.dataset.ExecutionEnvironment;
import io.flyshuttle.dataset.IterativeDataSet;

/**
 * Finds all pairs of vertices with a path from the first to the second, in a bulk iteration that
 * ends when a round finds no new pair. Paths double in each round.
 *
 * <p>{@code --edges} and {@code --output} as for all graphs, {@code --iterations <n>} limits the
 * rounds (30); the result has a line of {@code from,to} for each pair.
 */
public final class TransitiveClosure {
  private static final TypeInformation<Tuple2<Long, Long>> PAIR =
      Types.TUPLE(Types.LONG, Types.LONG);

  private TransitiveClosure() {}

  public static void main(String[] args) throws Exception {
    ParameterTool parameters = ParameterTool.fromArgs(args);
    ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
    env.getConfig().setGlobalJobParameters(parameters);

    IterativeDataSet<Tuple2<Long, Long>> paths =
        Graphs.edges(parameters, env).distinct().iterate(parameters.getInt("iterations", 30));
    DataSet<Tuple2<Long, Long>> next =
        paths
            .join(paths)
            .where(1)
            .equalTo(0)
            .with((left, right) -> Tuple2.of(left.f0, right.f1))
            .returns(PAIR)
            .union(paths)
            .distinct();
    DataSet<Tuple2<Long, Long>> found =
        paths
            .coGroup(next)
            .where(0, 1)
            .equalTo(0, 1)
            .with(
                (Iterable<Tuple2<Long, Long>> known,
                    Iterable<Tuple2<Long, Long>> now,
                    Collector<Tuple2<Long, Long>> out) -> {
                  if (!known.iterator().hasNext()) {
                    now.forEach(out::collect);
                  }
                })
            .returns(PAIR);

    Results.emit(paths.closeWith(next, found), parameters, env, "TransitiveClosure");
  }
}
