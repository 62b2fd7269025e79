// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.connector.file.source.FileSource;
import io.flyshuttle.core.connector.file.source.TextLineInputFormat;
import io.flyshuttle.core.connector.source.Boundedness;
import io.flyshuttle.core.connector.source.SplitEnumerator;
import io.flyshuttle.core.connector.source.hybrid.HybridSource;
import io.flyshuttle.core.connector.source.lib.DataGeneratorSource;
import io.flyshuttle.core.connector.source.lib.NumberSequenceSource;
import io.flyshuttle.core.connector.source.lib.RateLimiterStrategy;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.MapFunction;
import io.flyshuttle.core.function.rich.OpenContext;
import io.flyshuttle.core.job.RestartStrategies;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.state.CheckpointListener;
import io.flyshuttle.core.state.ValueState;
import io.flyshuttle.core.state.ValueStateDescriptor;
import io.flyshuttle.core.stream.process.KeyedProcessFunction;
import io.flyshuttle.core.stream.sink.SinkFunction;
import io.flyshuttle.core.time.WatermarkStrategy;
import io.flyshuttle.core.tuple.Tuple3;
import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.datastream.DataStream;
import io.flyshuttle.datastream.StreamExecutionEnvironment;
import io.flyshuttle.local.LocalOptions;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sources of every kind in a job that fails after a checkpoint, twice: each number counts once in
 * the keyed sums. With two workers, orders and replies of enumerators go over sockets.
 */
final class ExactSourcesTest {
  private static final long NUMBERS = 30_000;
  private static final int FAILURES = 2;
  private static final int KEYS = 7;

  /** Failures so far; outlives the restarts of the job. */
  private static final AtomicInteger FAILED = new AtomicInteger();

  /** Whether a task has heard of a checkpoint. */
  private static volatile boolean checkpointedOnce;

  /** Count and sum of each key; outlives the job. */
  private static final Map<Long, List<Long>> SUMS = new ConcurrentHashMap<>();

  @TempDir java.nio.file.Path directory;

  private static void shouldCountEachNumberOnce(
      int workers, Function<StreamExecutionEnvironment, DataStream<Long>> source) throws Exception {
    FAILED.set(0);
    checkpointedOnce = false;
    Configuration configuration = new Configuration();
    configuration.set(LocalOptions.WORKERS, workers);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(2);
    env.enableCheckpointing(20);
    env.setRestartStrategy(RestartStrategies.fixedDelayRestart(FAILURES, 10));
    SUMS.clear();
    source
        .apply(env)
        .map(new FailsAfterCheckpoint())
        .keyBy(number -> number % KEYS)
        .process(new CountAndSum())
        .addSink(
            new SinkFunction<>() {
              @Override
              public void invoke(Tuple3<Long, Long, Long> sum, Context context) {
                SUMS.put(sum.f0, List.of(sum.f1, sum.f2));
              }
            });
    env.execute("exact sources");
    Map<Long, List<Long>> expected = new HashMap<>();
    for (long key = 0; key < KEYS; key++) {
      long of = key;
      long[] numbers = LongStream.range(0, NUMBERS).filter(n -> n % KEYS == of).toArray();
      expected.put(key, List.of((long) numbers.length, LongStream.of(numbers).sum()));
    }
    assertEquals(expected, SUMS);
    assertTrue(FAILED.get() > 0, "the job has not failed at all");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void shouldReadNumbersOfAnEnumerator(int workers) throws Exception {
    shouldCountEachNumberOnce(
        workers,
        env ->
            env.fromSource(
                new NumberSequenceSource(0, NUMBERS - 1),
                WatermarkStrategy.noWatermarks(),
                "numbers"));
  }

  @Test
  void shouldGenerateAtARate() throws Exception {
    shouldCountEachNumberOnce(
        2,
        env ->
            env.fromSource(
                new DataGeneratorSource<>(
                    n -> n, NUMBERS, RateLimiterStrategy.perSecond(100_000), Types.LONG),
                WatermarkStrategy.noWatermarks(),
                "generator"));
  }

  @Test
  void shouldReadOneSourceAfterTheOther() throws Exception {
    shouldCountEachNumberOnce(
        2,
        env ->
            env.fromSource(
                HybridSource.<Long, SplitEnumerator<?, ?>>builder(numbers(0, NUMBERS / 3))
                    .addSource(new NumberSequenceSource(NUMBERS / 3, NUMBERS / 2 - 1))
                    .addSource(numbers(NUMBERS / 2, NUMBERS))
                    .build(),
                WatermarkStrategy.noWatermarks(),
                "numbers of three sources",
                Types.LONG));
  }

  private static DataGeneratorSource<Long> numbers(long from, long to) {
    return new DataGeneratorSource<>(
        n -> n + from, to - from, RateLimiterStrategy.perSecond(100_000), Types.LONG);
  }

  @Test
  void whenASourceThatNeverEndsIsNotTheLastThenThatIsRefused() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                HybridSource.<Long, SplitEnumerator<?, ?>>builder(
                        new DataGeneratorSource<>(n -> n, Long.MAX_VALUE, Types.LONG) {
                          @Override
                          public Boundedness getBoundedness() {
                            return Boundedness.CONTINUOUS_UNBOUNDED;
                          }
                        })
                    .addSource(numbers(0, 1)));
    assertTrue(refused.getMessage().contains("unbounded"), refused.getMessage());
  }

  @Test
  void shouldReadFilesOfAnEnumerator() throws Exception {
    writeNumbers();
    shouldCountEachNumberOnce(
        2,
        env ->
            env.fromSource(
                    FileSource.forRecordStreamFormat(
                            new TextLineInputFormat(), new Path(directory.toUri()))
                        .build(),
                    WatermarkStrategy.noWatermarks(),
                    "files")
                .map(Long::parseLong));
  }

  @Test
  void shouldReadTextFiles() throws Exception {
    writeNumbers();
    shouldCountEachNumberOnce(
        2, env -> env.readTextFile(directory.toUri().toString()).map(Long::parseLong));
  }

  @Test
  void shouldReadSequences() throws Exception {
    shouldCountEachNumberOnce(2, env -> env.fromSequence(0, NUMBERS - 1));
  }

  @Test
  void shouldReadElements() throws Exception {
    List<Long> numbers = LongStream.range(0, NUMBERS).boxed().toList();
    shouldCountEachNumberOnce(1, env -> env.setParallelism(1).fromData(numbers));
  }

  private void writeNumbers() throws Exception {
    List<String> lines = new ArrayList<>();
    for (long n = 0; n < NUMBERS; n++) {
      lines.add(String.valueOf(n));
      if (lines.size() == 4_000) {
        Files.write(directory.resolve("part-" + n), lines);
        lines.clear();
      }
    }
    Files.write(directory.resolve("part-last"), lines);
  }

  /** Fails some time after it has heard of a checkpoint, until the job has failed often enough. */
  private static final class FailsAfterCheckpoint
      implements MapFunction<Long, Long>, CheckpointListener {
    private boolean checkpointed;
    private int since;
    private int seen;

    @Override
    public Long map(Long number) {
      if (++seen % 100 == 0 || seen > 3_000 && !checkpointedOnce) {
        // slow enough for a checkpoint, however busy the machine is
        LockSupport.parkNanos(3_000_000);
      }
      int failed = FAILED.get();
      if (checkpointed
          && failed < FAILURES
          && ++since > 500
          && FAILED.compareAndSet(failed, failed + 1)) {
        throw new IllegalStateException("a failure of this test");
      }
      return number;
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
      checkpointed = true;
      checkpointedOnce = true;
    }
  }

  /** Emits how many numbers a key had, and their sum, when all have come. */
  private static final class CountAndSum
      extends KeyedProcessFunction<Long, Long, Tuple3<Long, Long, Long>> {
    private transient ValueState<Long> count;
    private transient ValueState<Long> sum;

    @Override
    public void open(OpenContext context) {
      count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
      sum = getRuntimeContext().getState(new ValueStateDescriptor<>("sum", Types.LONG));
    }

    @Override
    public void processElement(
        Long number, Context context, Collector<Tuple3<Long, Long, Long>> out) throws Exception {
      count.update((count.value() == null ? 0 : count.value()) + 1);
      sum.update((sum.value() == null ? 0 : sum.value()) + number);
      context.timerService().registerEventTimeTimer(Long.MAX_VALUE - 1);
    }

    @Override
    public void onTimer(
        long timestamp, OnTimerContext context, Collector<Tuple3<Long, Long, Long>> out)
        throws Exception {
      out.collect(Tuple3.of(context.getCurrentKey(), count.value(), sum.value()));
    }
  }
}
