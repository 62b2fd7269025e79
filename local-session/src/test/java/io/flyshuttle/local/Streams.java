// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.appmaster.checkpoint.CheckpointReport;
import io.flyshuttle.core.client.JobClient;
import io.flyshuttle.core.state.FunctionInitializationContext;
import io.flyshuttle.core.state.FunctionSnapshotContext;
import io.flyshuttle.core.state.ListState;
import io.flyshuttle.core.state.ListStateDescriptor;
import io.flyshuttle.core.stream.checkpoint.CheckpointedFunction;
import io.flyshuttle.core.stream.sink.SinkFunction;
import io.flyshuttle.core.stream.source.RichParallelSourceFunction;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.datastream.StreamExecutionEnvironment;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A stream with state for tests of recovery: numbers are counted by key, exactly. The test says
 * when it fails, and when it may end. State is of this JVM, because functions are copied on their
 * way to the tasks.
 */
final class Streams {
  static final int KEYS = 100;
  static final int PER_SUBTASK = 5_000;

  /** From here on numbers come only when the test is done, or wants one to fail. */
  private static final int HELD_BACK = 4_000;

  private static final AtomicBoolean MAY_END = new AtomicBoolean();
  private static final AtomicInteger FAILURES = new AtomicInteger();
  private static final Map<String, Map<Integer, Long>> SUMS = new ConcurrentHashMap<>();

  private Streams() {}

  static void reset() {
    MAY_END.set(false);
    FAILURES.set(0);
    SUMS.clear();
    WatchedFiles.reset();
  }

  /** So many of the next records fail. */
  static void fail(int times) {
    FAILURES.set(times);
  }

  /** Failures that have not happened. */
  static int failuresLeft() {
    return FAILURES.get();
  }

  /** Adds the stream to a program. */
  static void add(StreamExecutionEnvironment env, String name, boolean mayFail) {
    env.addSource(new Numbers(name))
        .name("numbers " + name)
        .map(
            number -> {
              if (mayFail && FAILURES.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new IOException("a failure of this test");
              }
              return Tuple2.of(number % KEYS, 1L);
            })
        .returns(Types.TUPLE(Types.INT, Types.LONG))
        .name("map " + name)
        .keyBy(record -> record.f0)
        .sum(1)
        .uid("sum " + name)
        .addSink(new Sums(name))
        .name("sums " + name);
  }

  /** Lets the job end, and checks what it has counted. */
  static void assertExact(JobClient job, int parallelism, String... names) throws Exception {
    MAY_END.set(true);
    job.getJobExecutionResult().get(120, TimeUnit.SECONDS);
    Map<Integer, Long> expected = new HashMap<>();
    for (int i = 0; i < PER_SUBTASK; i++) {
      expected.merge(i % KEYS, (long) parallelism, Long::sum);
    }
    for (String name : names) {
      assertEquals(expected, SUMS.get(name), name);
    }
  }

  static void awaitTrue(BooleanSupplier condition, String otherwise) {
    awaitTrue(condition, () -> otherwise);
  }

  static void awaitTrue(BooleanSupplier condition, Supplier<String> otherwise) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, otherwise);
      LockSupport.parkNanos(5_000_000);
    }
  }

  static CheckpointReport.Summary checkpoints(LocalSession session, JobClient job) {
    return session.jobManager().checkpoints(job.getJobID()).join();
  }

  static void awaitCheckpoints(LocalSession session, JobClient job, int more) {
    long wanted = checkpoints(session, job).completed() + more;
    awaitTrue(() -> checkpoints(session, job).completed() >= wanted, "no checkpoint completes");
  }

  static int restarts(LocalSession session, JobClient job) {
    return session.jobManager().job(job.getJobID()).join().restarts();
  }

  /** Has a task fail, and waits until the job has started again from a checkpoint. */
  static void failOnce(LocalSession session, JobClient job) {
    int before = restarts(session, job);
    fail(1);
    awaitTrue(
        () ->
            restarts(session, job) == before + 1
                && checkpoints(session, job).restored() == before + 1,
        "the job has not started again");
  }

  /** Keeps the highest sum of each key. */
  private record Sums(String name) implements SinkFunction<Tuple2<Integer, Long>> {
    private static final long serialVersionUID = 1L;

    @Override
    public void invoke(Tuple2<Integer, Long> record, Context context) {
      SUMS.computeIfAbsent(name, n -> new ConcurrentHashMap<>())
          .merge(record.f0, record.f1, Math::max);
    }
  }

  /** Counts up to a bound, then waits until it may end. */
  private static final class Numbers extends RichParallelSourceFunction<Integer>
      implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;
    private final String name;
    private transient ListState<Integer> state;
    private int next;
    private volatile boolean running = true;

    Numbers(String name) {
      this.name = name;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
      state =
          context
              .getOperatorStateStore()
              .getListState(new ListStateDescriptor<>("next " + name, Types.INT));
      for (int saved : state.get()) {
        next = saved;
      }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
      state.clear();
      state.add(next);
    }

    @Override
    public void run(SourceContext<Integer> context) {
      while (running && (next < PER_SUBTASK || !MAY_END.get())) {
        synchronized (context.getCheckpointLock()) {
          if (next < PER_SUBTASK && (next < HELD_BACK || MAY_END.get() || FAILURES.get() > 0)) {
            context.collect(next++);
          }
        }
        if (next % 50 == 0 || next >= HELD_BACK) {
          LockSupport.parkNanos(2_000_000);
        }
      }
    }

    @Override
    public void cancel() {
      running = false;
    }
  }
}
