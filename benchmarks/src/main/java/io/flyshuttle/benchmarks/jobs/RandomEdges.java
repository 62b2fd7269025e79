// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.benchmarks.jobs;

import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.FlatMapFunction;
import io.flyshuttle.core.tuple.Tuple2;

/** Makes edges of a random graph, in both directions, from their numbers. */
public final class RandomEdges implements FlatMapFunction<Long, Tuple2<Long, Long>> {
  private static final long serialVersionUID = 1L;

  private final long vertices;

  public RandomEdges(long vertices) {
    this.vertices = vertices;
  }

  @Override
  public void flatMap(Long number, Collector<Tuple2<Long, Long>> out) {
    long from = end(number, 0, vertices);
    long to = end(number, 1, vertices);
    out.collect(new Tuple2<>(from, to));
    out.collect(new Tuple2<>(to, from));
  }

  /**
   * One end of an edge.
   *
   * @param side 0 or 1
   */
  public static long end(long edge, int side, long vertices) {
    return (Measurement.mix(edge * 2 + side) >>> 1) % vertices;
  }
}
