// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.batch;

import io.flyshuttle.core.job.ParameterTool;
import io.flyshuttle.core.tuple.Tuple1;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.dataset.DataSet;
import io.flyshuttle.dataset.ExecutionEnvironment;

/**
 * The graph an example works on: {@code --vertices <path>} has a number a line, {@code --edges
 * <path>} two numbers with a space between; {@link BundledGraph} if there are none.
 */
final class Graphs {
  private Graphs() {}

  static DataSet<Long> vertices(ParameterTool parameters, ExecutionEnvironment env) {
    return parameters.has("vertices")
        ? env.readCsvFile(parameters.get("vertices"))
            .types(Long.class)
            .map((Tuple1<Long> line) -> line.f0)
            .returns(Types.LONG)
        : env.fromCollection(BundledGraph.vertices());
  }

  static DataSet<Tuple2<Long, Long>> edges(ParameterTool parameters, ExecutionEnvironment env) {
    return parameters.has("edges")
        ? env.readCsvFile(parameters.get("edges"))
            .fieldDelimiter(" ")
            .ignoreComments("#")
            .types(Long.class, Long.class)
        : env.fromCollection(BundledGraph.edges());
  }

  /** The edges, and each also the other way round. */
  static DataSet<Tuple2<Long, Long>> undirected(DataSet<Tuple2<Long, Long>> edges) {
    return edges
        .union(
            edges
                .map((Tuple2<Long, Long> edge) -> Tuple2.of(edge.f1, edge.f0))
                .returns(Types.TUPLE(Types.LONG, Types.LONG)))
        .distinct();
  }
}
