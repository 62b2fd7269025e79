// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.benchmarks.jobs;

import io.flyshuttle.core.stream.window.assigner.EventTimeSessionWindows;
import io.flyshuttle.core.time.Time;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.datastream.StreamExecutionEnvironment;

/**
 * S5: sums over sessions with a gap of 500 ms in event time; 100 records a millisecond. Arguments:
 * parallelism, records, keys.
 */
public final class SessionJob {

  private SessionJob() {}

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
                100,
                Types.TUPLE(Types.LONG, Types.LONG),
                (index, random) -> new Tuple2<>(random % keys, 1L)))
        .keyBy(record -> record.f0)
        .window(EventTimeSessionWindows.withGap(Time.milliseconds(500)))
        .reduce((a, b) -> new Tuple2<>(a.f0, a.f1 + b.f1))
        .addSink(new ChecksumSink<>(sum -> Measurement.mix(sum.f0 * 31 + sum.f1)));
    env.execute("sessions");
  }
}
