// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.flyshuttle.core.connector.file.BasePathBucketAssigner;
import io.flyshuttle.core.connector.file.DefaultRollingPolicy;
import io.flyshuttle.core.connector.file.FileSink;
import io.flyshuttle.core.connector.schema.SimpleStringEncoder;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.function.MapFunction;
import io.flyshuttle.core.job.RestartStrategies;
import io.flyshuttle.core.option.MemorySize;
import io.flyshuttle.core.state.FunctionInitializationContext;
import io.flyshuttle.core.state.FunctionSnapshotContext;
import io.flyshuttle.core.state.ListState;
import io.flyshuttle.core.state.ListStateDescriptor;
import io.flyshuttle.core.stream.checkpoint.CheckpointedFunction;
import io.flyshuttle.core.stream.source.RichParallelSourceFunction;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.datastream.StreamExecutionEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A job whose tasks fail again and again writes each running sum into files exactly once. */
final class ExactlyOnceFilesTest {
  private static final int PER_SUBTASK = 20_000;
  private static final int KEYS = 10;
  private static final int FAILURES = 5;

  /** Failures so far; outlives the restarts of the job. */
  private static final AtomicInteger FAILED = new AtomicInteger();

  @TempDir private java.nio.file.Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"hashmap", "paged", "rocksdb"})
  void shouldWriteEachSumOnceThoughTasksFail(String store) throws Exception {
    FAILED.set(0);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(2);
    env.enableCheckpointing(20);
    env.setStateBackend(() -> store);
    // has its effect on stores that can
    env.enableChangelogStateBackend(true);
    env.setRestartStrategy(RestartStrategies.fixedDelayRestart(FAILURES, 10));
    env.addSource(new Numbers())
        .map(new FailsNowAndThen())
        .returns(Types.TUPLE(Types.INT, Types.LONG))
        .keyBy(record -> record.f0)
        .sum(1)
        .map(record -> record.f0 + " " + record.f1)
        .sinkTo(
            FileSink.forRowFormat(new Path(directory.toUri()), new SimpleStringEncoder<String>())
                .withBucketAssigner(new BasePathBucketAssigner<>())
                .withRollingPolicy(
                    DefaultRollingPolicy.builder().withMaxPartSize(new MemorySize(50_000)).build())
                .build());
    env.execute("running sums");

    assertEquals(FAILURES, FAILED.get());
    Map<String, Integer> sums = new HashMap<>();
    try (Stream<java.nio.file.Path> files = Files.walk(directory)) {
      for (java.nio.file.Path file : files.filter(Files::isRegularFile).toList()) {
        Files.readAllLines(file).forEach(line -> sums.merge(line, 1, Integer::sum));
      }
    }
    // every record counts one, so the running sums of a key are 1, 2, 3 ...
    int ofEachKey = 2 * PER_SUBTASK / KEYS;
    assertEquals(KEYS * ofEachKey, sums.size());
    for (int key = 0; key < KEYS; key++) {
      for (int sum = 1; sum <= ofEachKey; sum++) {
        assertEquals(1, sums.get(key + " " + sum), key + " " + sum);
      }
    }
    assertFalse(Files.exists(directory.resolve(".unfinished")), "hidden files are left over");
  }

  /** Numbers up to a bound, whose position is in checkpoints. */
  private static final class Numbers extends RichParallelSourceFunction<Integer>
      implements CheckpointedFunction {
    private transient ListState<Integer> state;
    private int next;
    private volatile boolean running = true;

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
      state =
          context
              .getOperatorStateStore()
              .getListState(new ListStateDescriptor<>("next", Types.INT));
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
    public void run(SourceContext<Integer> context) throws Exception {
      while (running && next < PER_SUBTASK) {
        synchronized (context.getCheckpointLock()) {
          context.collect(next++);
        }
        if (next % 200 == 0) {
          // slow enough for some checkpoints
          LockSupport.parkNanos(3_000_000);
        }
      }
    }

    @Override
    public void cancel() {
      running = false;
    }
  }

  /** Fails when its subtask has seen a share of the records since its start. */
  private static final class FailsNowAndThen
      implements MapFunction<Integer, Tuple2<Integer, Long>> {
    private int seen;

    @Override
    public Tuple2<Integer, Long> map(Integer number) throws IOException {
      int failed = FAILED.get();
      if (++seen >= 2_000 + 700 * failed
          && failed < FAILURES
          && FAILED.compareAndSet(failed, failed + 1)) {
        throw new IOException("a failure of this test");
      }
      return Tuple2.of(number % KEYS, 1L);
    }
  }
}
