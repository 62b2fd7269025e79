// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.benchmarks.jobs;

import io.flyshuttle.core.stream.window.assigner.TumblingEventTimeWindows;
import io.flyshuttle.core.time.Time;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.datastream.DataStream;
import io.flyshuttle.datastream.StreamExecutionEnvironment;

/**
 * S4: join of two streams over tumbling windows of 1 s; each has 50 records a millisecond.
 * Arguments: parallelism, records, keys.
 */
public final class WindowJoinJob {

  private WindowJoinJob() {}

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
    DataStream<Tuple2<Long, Long>> left = env.addSource(source(records / 2, keys, 0));
    DataStream<Tuple2<Long, Long>> right = env.addSource(source(records / 2, keys, 17));
    left.join(right)
        .where(record -> record.f0)
        .equalTo(record -> record.f0)
        .window(TumblingEventTimeWindows.of(Time.seconds(1)))
        .apply((a, b) -> new Tuple2<>(a.f0, a.f1 * 31 + b.f1), Types.TUPLE(Types.LONG, Types.LONG))
        .addSink(new ChecksumSink<>(pair -> Measurement.mix(pair.f0 * 31 + pair.f1)));
    env.execute("window join");
  }

  private static RandomSource<Tuple2<Long, Long>> source(long records, long keys, int salt) {
    return new RandomSource<>(
        records,
        50,
        Types.TUPLE(Types.LONG, Types.LONG),
        (index, random) -> new Tuple2<>((Measurement.mix(random + salt) >>> 1) % keys, index));
  }
}
