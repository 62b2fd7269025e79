// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.batch;

import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.job.ParameterTool;
import io.flyshuttle.core.tuple.Tuple1;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.dataset.DataSet;
import io.flyshuttle.dataset.ExecutionEnvironment;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds well ranked documents about a matter that nobody visited in a year: a filter and a join,
 * then an anti join by co-group.
 *
 * <p>{@code --documents <path>} has lines of {@code url|text}, {@code --ranks} of {@code rank|url},
 * {@code --visits} of {@code url|date}; without them there are bundled ones. {@code --word}
 * (window), {@code --rank} (40) and {@code --year} (2007) say what is asked. The result has a line
 * of {@code rank,url}.
 */
public final class WebLogAnalysis {
  private static final int BUNDLED = 60;

  private WebLogAnalysis() {}

  public static void main(String[] args) throws Exception {
    ParameterTool parameters = ParameterTool.fromArgs(args);
    ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
    env.getConfig().setGlobalJobParameters(parameters);
    String word = parameters.get("word", "window");
    int leastRank = parameters.getInt("rank", 40);
    String year = parameters.get("year", "2007");
    TypeInformation<Tuple2<Integer, String>> ranked = Types.TUPLE(Types.INT, Types.STRING);

    DataSet<Tuple1<String>> documents =
        (parameters.has("documents")
                ? env.readCsvFile(parameters.get("documents"))
                    .fieldDelimiter("|")
                    .types(String.class, String.class)
                : env.fromCollection(bundledDocuments()))
            .filter(document -> document.f1.contains(word))
            .project(0);
    DataSet<Tuple2<Integer, String>> ranks =
        (parameters.has("ranks")
                ? env.readCsvFile(parameters.get("ranks"))
                    .fieldDelimiter("|")
                    .types(Integer.class, String.class)
                : env.fromCollection(bundledRanks()))
            .filter(rank -> rank.f0 > leastRank);
    DataSet<Tuple1<String>> visits =
        (parameters.has("visits")
                ? env.readCsvFile(parameters.get("visits"))
                    .fieldDelimiter("|")
                    .types(String.class, String.class)
                : env.fromCollection(bundledVisits()))
            .filter(visit -> visit.f1.startsWith(year))
            .project(0);

    DataSet<Tuple2<Integer, String>> unvisited =
        documents
            .join(ranks)
            .where(0)
            .equalTo(1)
            .with((document, rank) -> rank)
            .returns(ranked)
            .coGroup(visits)
            .where(1)
            .equalTo(0)
            .with(
                (Iterable<Tuple2<Integer, String>> pages,
                    Iterable<Tuple1<String>> visited,
                    Collector<Tuple2<Integer, String>> out) -> {
                  if (!visited.iterator().hasNext()) {
                    pages.forEach(out::collect);
                  }
                })
            .returns(ranked);

    Results.emit(unvisited, parameters, env, "WebLogAnalysis");
  }

  static List<Tuple2<String, String>> bundledDocuments() {
    List<Tuple2<String, String>> documents = new ArrayList<>();
    for (int i = 0; i < BUNDLED; i++) {
      documents.add(Tuple2.of("url-" + i, i % 3 == 0 ? "a door and a window" : "a door"));
    }
    return documents;
  }

  static List<Tuple2<Integer, String>> bundledRanks() {
    List<Tuple2<Integer, String>> ranks = new ArrayList<>();
    for (int i = 0; i < BUNDLED; i++) {
      ranks.add(Tuple2.of(i * 37 % 100, "url-" + i));
    }
    return ranks;
  }

  static List<Tuple2<String, String>> bundledVisits() {
    List<Tuple2<String, String>> visits = new ArrayList<>();
    for (int i = 0; i < BUNDLED; i += 2) {
      visits.add(Tuple2.of("url-" + i, (2005 + i % 4) + "-05-17"));
    }
    return visits;
  }
}
