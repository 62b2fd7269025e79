// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.benchmarks.jobs;

import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.datastream.StreamExecutionEnvironment;

/** S1: running sum by key, long keys. Arguments: parallelism, records, keys. */
public final class KeyedSumJob {

  private KeyedSumJob() {}

  public static void main(String[] args) throws Exception {
    int parallelism = Integer.parseInt(args[0]);
    long records = Long.parseLong(args[1]);
    long keys = Long.parseLong(args[2]);
    Measurement.run(records / 2, records, count -> job(parallelism, count, keys));
  }

  private static void job(int parallelism, long records, long keys) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(parallelism);
    env.getConfig().enableObjectReuse();
    env.addSource(
            new RandomSource<>(
                records,
                0,
                Types.TUPLE(Types.LONG, Types.LONG),
                (index, random) -> new Tuple2<>(random % keys, 1L)))
        .keyBy(0)
        .sum(1)
        .addSink(new ChecksumSink<>(sum -> Measurement.mix(sum.f0) * sum.f1));
    env.execute("keyed sum");
  }
}
