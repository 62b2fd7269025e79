// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.benchmarks.jobs;

import io.flyshuttle.core.stream.sink.SinkFunction;
import io.flyshuttle.core.stream.source.RichParallelSourceFunction;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.datastream.StreamExecutionEnvironment;

/** S1: running sum by key, long keys. Arguments: parallelism, records, keys. */
public final class KeyedSumJob {

  private KeyedSumJob() {}

  public static void main(String[] args) throws Exception {
    int parallelism = Integer.parseInt(args[0]);
    long records = Long.parseLong(args[1]);
    long keys = Long.parseLong(args[2]);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(parallelism);
    env.getConfig().enableObjectReuse();
    env.addSource(new Numbers(records, keys)).keyBy(0).sum(1).addSink(new Last());
    long start = System.nanoTime();
    env.execute("keyed sum");
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf("RESULT recordsPerSecond %.0f%n", records / seconds);
  }

  /** Pairs of a pseudo-random key and 1. */
  public static final class Numbers extends RichParallelSourceFunction<Tuple2<Long, Long>> {
    private static final long serialVersionUID = 1L;

    private final long records;
    private final long keys;
    private volatile boolean running = true;

    public Numbers(long records, long keys) {
      this.records = records;
      this.keys = keys;
    }

    @Override
    public void run(SourceContext<Tuple2<Long, Long>> context) {
      int subtasks = getRuntimeContext().getNumberOfParallelSubtasks();
      int subtask = getRuntimeContext().getIndexOfThisSubtask();
      long state = 0x9E3779B97F4A7C15L * (subtask + 1);
      Object lock = context.getCheckpointLock();
      for (long i = subtask; i < records && running; i += subtasks) {
        state ^= state << 13;
        state ^= state >>> 7;
        state ^= state << 17;
        synchronized (lock) {
          context.collect(new Tuple2<>((state >>> 1) % keys, 1L));
        }
      }
    }

    @Override
    public void cancel() {
      running = false;
    }
  }

  /** Keeps the last sum, so that nothing is optimized away. */
  public static final class Last implements SinkFunction<Tuple2<Long, Long>> {
    private static final long serialVersionUID = 1L;

    private long last;

    @Override
    public void invoke(Tuple2<Long, Long> value, Context context) {
      last = value.f1;
    }

    public long last() {
      return last;
    }
  }
}
