// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.benchmarks.jobs;

import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.stream.sink.RichSinkFunction;
import io.flyshuttle.core.stream.source.RichParallelSourceFunction;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.datastream.StreamExecutionEnvironment;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * S7: time that records of the keyed sum take from source to sink at a fixed rate. Arguments:
 * parallelism, records per second, seconds, buffer timeout in milliseconds (-1: the default).
 * Prints the 50th, 99th and 99.9th percentile in milliseconds; the first third is not counted.
 */
public final class LatencyJob {
  private static final long KEYS = 100_000;
  private static final int MOST_SAMPLES = 1 << 22;
  private static final int WARM_UP_SECONDS = 5;

  private LatencyJob() {}

  public static void main(String[] args) throws Exception {
    int seconds = Integer.parseInt(args[2]);
    // code that is not compiled yet falls behind, and what it is behind would be measured
    job(args, WARM_UP_SECONDS);
    Samples.forget();
    // or the collector would move the samples' arrays while it is measured
    System.gc();
    job(args, seconds);
    long[] all = Samples.sorted();
    System.out.printf(
        "RESULT %.3f %.3f %.3f%n",
        percentile(all, 0.5), percentile(all, 0.99), percentile(all, 0.999));
  }

  private static void job(String[] args, int seconds) throws Exception {
    int rate = Integer.parseInt(args[1]);
    long timeout = Long.parseLong(args[3]);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(Integer.parseInt(args[0]));
    env.getConfig().enableObjectReuse();
    if (timeout >= 0) {
      env.setBufferTimeout(timeout);
    }
    env.addSource(new Paced(rate, seconds)).keyBy(0).max(1).addSink(new Samples(seconds));
    env.execute("latency");
  }

  private static double percentile(long[] sorted, double part) {
    return sorted[(int) (sorted.length * part)] / 1e6;
  }

  /** Records with the time at which they were due. */
  public static final class Paced extends RichParallelSourceFunction<Tuple2<Long, Long>> {
    private static final long serialVersionUID = 1L;

    private final int rate;
    private final int seconds;
    private volatile boolean running = true;

    public Paced(int rate, int seconds) {
      this.rate = rate;
      this.seconds = seconds;
    }

    @Override
    public void run(SourceContext<Tuple2<Long, Long>> context) {
      int subtasks = getRuntimeContext().getNumberOfParallelSubtasks();
      long perSubtask = (long) rate * seconds / subtasks;
      double nanosPerRecord = 1e9 * subtasks / rate;
      long start = System.nanoTime();
      Object lock = context.getCheckpointLock();
      long state = 0x9E3779B97F4A7C15L * (getRuntimeContext().getIndexOfThisSubtask() + 1);
      for (long i = 0; i < perSubtask && running; i++) {
        long due = start + (long) (i * nanosPerRecord);
        while (System.nanoTime() < due) {
          LockSupport.parkNanos(50_000);
        }
        state ^= state << 13;
        state ^= state >>> 7;
        state ^= state << 17;
        synchronized (lock) {
          context.collect(new Tuple2<>((state >>> 1) % KEYS, due));
        }
      }
    }

    @Override
    public void cancel() {
      running = false;
    }
  }

  /** Keeps how long each record took. */
  public static final class Samples extends RichSinkFunction<Tuple2<Long, Long>> {
    private static final long serialVersionUID = 1L;
    private static final ArrayDeque<long[]> SPARE = new ArrayDeque<>();
    private static long[] all = new long[0];

    private final int seconds;
    private transient long[] nanos;
    private transient int count;
    private transient long begin;

    public Samples(int seconds) {
      this.seconds = seconds;
    }

    @Override
    public void open(Configuration parameters) {
      synchronized (Samples.class) {
        nanos = SPARE.isEmpty() ? new long[MOST_SAMPLES] : SPARE.pop();
      }
      begin = System.nanoTime() + seconds * 1_000_000_000L / 3;
    }

    @Override
    public void invoke(Tuple2<Long, Long> value, Context context) {
      long now = System.nanoTime();
      if (now >= begin && count < nanos.length) {
        nanos[count++] = now - value.f1;
      }
    }

    @Override
    public void close() {
      synchronized (Samples.class) {
        long[] joined = Arrays.copyOf(all, all.length + count);
        System.arraycopy(nanos, 0, joined, all.length, count);
        all = joined;
        SPARE.push(nanos);
      }
    }

    static synchronized void forget() {
      all = new long[0];
    }

    static synchronized long[] sorted() {
      Arrays.sort(all);
      return all;
    }
  }
}
