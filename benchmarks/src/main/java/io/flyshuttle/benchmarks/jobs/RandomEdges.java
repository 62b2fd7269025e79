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
    long from = (Measurement.mix(number * 2) >>> 1) % vertices;
    long to = (Measurement.mix(number * 2 + 1) >>> 1) % vertices;
    out.collect(new Tuple2<>(from, to));
    out.collect(new Tuple2<>(to, from));
  }
}
