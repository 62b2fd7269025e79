// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.batch;

import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.GroupReduceFunction;
import io.flyshuttle.core.job.ParameterTool;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.dataset.DataSet;
import io.flyshuttle.dataset.ExecutionEnvironment;
import io.flyshuttle.dataset.IterativeDataSet;
import java.util.ArrayList;
import java.util.List;

/**
 * Ranks pages by the links between them, in a bulk iteration that ends when no rank moves by more
 * than {@link #EPSILON}, or after {@code --iterations <n>} rounds (50).
 *
 * <p>{@code --vertices}, {@code --edges} and {@code --output} as for all graphs; the result has a
 * line of {@code page,rank} for each page. Ranks add up to 1 if every page has a link.
 */
public final class PageRank {
  static final double DAMPING = 0.85;
  static final double EPSILON = 0.000_01;

  private PageRank() {}

  public static void main(String[] args) throws Exception {
    ParameterTool parameters = ParameterTool.fromArgs(args);
    ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
    env.getConfig().setGlobalJobParameters(parameters);
    DataSet<Long> pages = Graphs.vertices(parameters, env);
    long pageCount = pages.count();
    double start = 1.0 / pageCount;
    double base = (1 - DAMPING) / pageCount;

    DataSet<Tuple2<Long, List<Long>>> links =
        Graphs.edges(parameters, env).groupBy(0).reduceGroup(new Targets());
    IterativeDataSet<Tuple2<Long, Double>> ranks =
        pages
            .map(page -> Tuple2.of(page, start))
            .returns(Types.TUPLE(Types.LONG, Types.DOUBLE))
            .iterate(parameters.getInt("iterations", 50));
    DataSet<Tuple2<Long, Double>> shares =
        ranks
            .join(links)
            .where(0)
            .equalTo(0)
            .with(
                (Tuple2<Long, Double> rank,
                    Tuple2<Long, List<Long>> page,
                    Collector<Tuple2<Long, Double>> out) -> {
                  for (Long target : page.f1) {
                    out.collect(Tuple2.of(target, rank.f1 / page.f1.size()));
                  }
                })
            .returns(Types.TUPLE(Types.LONG, Types.DOUBLE))
            .groupBy(0)
            .sum(1);
    DataSet<Tuple2<Long, Double>> next =
        ranks
            .leftOuterJoin(shares)
            .where(0)
            .equalTo(0)
            .with(
                (rank, share) ->
                    Tuple2.of(rank.f0, base + (share == null ? 0 : DAMPING * share.f1)))
            .returns(Types.TUPLE(Types.LONG, Types.DOUBLE));
    DataSet<Tuple2<Long, Double>> moved =
        next.join(ranks)
            .where(0)
            .equalTo(0)
            .with(
                (Tuple2<Long, Double> after,
                    Tuple2<Long, Double> before,
                    Collector<Tuple2<Long, Double>> out) -> {
                  if (Math.abs(after.f1 - before.f1) > EPSILON) {
                    out.collect(after);
                  }
                })
            .returns(Types.TUPLE(Types.LONG, Types.DOUBLE));

    Results.emit(ranks.closeWith(next, moved), parameters, env, "PageRank");
  }

  /** The pages that a page links to. */
  public static final class Targets
      implements GroupReduceFunction<Tuple2<Long, Long>, Tuple2<Long, List<Long>>> {
    private static final long serialVersionUID = 1L;

    @Override
    public void reduce(
        Iterable<Tuple2<Long, Long>> links, Collector<Tuple2<Long, List<Long>>> out) {
      List<Long> targets = new ArrayList<>();
      Long page = null;
      for (Tuple2<Long, Long> link : links) {
        page = link.f0;
        targets.add(link.f1);
      }
      out.collect(Tuple2.of(page, targets));
    }
  }
}
