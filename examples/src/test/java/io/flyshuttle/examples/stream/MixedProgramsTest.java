// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.connector.source.lib.NumberSequenceSource;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.MapFunction;
import io.flyshuttle.core.function.rich.OpenContext;
import io.flyshuttle.core.job.RestartStrategies;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.state.CheckpointListener;
import io.flyshuttle.core.state.ValueState;
import io.flyshuttle.core.state.ValueStateDescriptor;
import io.flyshuttle.core.stream.process.KeyedCoProcessFunction;
import io.flyshuttle.core.stream.process.KeyedProcessFunction;
import io.flyshuttle.core.stream.sink.SinkFunction;
import io.flyshuttle.core.time.WatermarkStrategy;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.tuple.Tuple3;
import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.dataset.DataSet;
import io.flyshuttle.dataset.ExecutionEnvironment;
import io.flyshuttle.datastream.DataStream;
import io.flyshuttle.datastream.StreamExecutionEnvironment;
import io.flyshuttle.local.LocalOptions;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Data sets that feed streams, in one program and one job. */
final class MixedProgramsTest {
  private static final long LIVE = 60_000;
  private static final int KEYS = 7;
  private static final int FAILURES = 2;

  /** Failures so far; outlives the restarts of the job. */
  private static final AtomicInteger FAILED = new AtomicInteger();

  /** Whether a task has heard of a checkpoint. */
  private static volatile boolean checkpointedOnce;

  /** Whether a live record has met its state. */
  private static final AtomicBoolean LIVE_SEEN = new AtomicBoolean();

  /** The last result of each key; outlives the job. */
  private static final Map<Long, Tuple2<Long, Long>> LAST = new ConcurrentHashMap<>();

  private static StreamExecutionEnvironment streams(int workers) {
    Configuration configuration = new Configuration();
    configuration.set(LocalOptions.WORKERS, workers);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(2);
    return env;
  }

  /**
   * For each key the sum of the squares of its numbers below 1000. The join meets itself again, so
   * that the plan has a blocking edge.
   */
  private static DataSet<Tuple2<Long, Long>> history() {
    ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(3);
    DataSet<Tuple2<Long, Long>> numbers =
        env.generateSequence(0, 999)
            .map(n -> Tuple2.of(n, n))
            .returns(Types.TUPLE(Types.LONG, Types.LONG));
    return numbers
        .join(numbers)
        .where(0)
        .equalTo(0)
        .with((a, b) -> Tuple2.of(a.f0 % KEYS, a.f1 * b.f1))
        .returns(Types.TUPLE(Types.LONG, Types.LONG))
        .groupBy(0)
        .sum(1);
  }

  private static Map<Long, Long> historyByHand() {
    Map<Long, Long> sums = new HashMap<>();
    for (long n = 0; n < 1000; n++) {
      sums.merge(n % KEYS, n * n, Long::sum);
    }
    return sums;
  }

  private static DataStream<Long> live(StreamExecutionEnvironment env) {
    return env.fromSource(
        new NumberSequenceSource(0, LIVE - 1), WatermarkStrategy.noWatermarks(), "live");
  }

  private static Map<Long, Tuple2<Long, Long>> lastOf(Iterator<Tuple3<Long, Long, Long>> results) {
    Map<Long, Tuple2<Long, Long>> last = new HashMap<>();
    results.forEachRemaining(r -> last.put(r.f0, Tuple2.of(r.f1, r.f2)));
    return last;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void shouldReadADataSetBeforeTheLiveStream(int workers) throws Exception {
    StreamExecutionEnvironment env = streams(workers);
    DataStream<Tuple2<Long, Long>> live =
        live(env).map(n -> Tuple2.of(n % KEYS, -1L)).returns(Types.TUPLE(Types.LONG, Types.LONG));
    Map<Long, Tuple2<Long, Long>> results =
        lastOf(
            env.fromDataSet(history())
                .keyBy(record -> record.f0)
                .concat(live.keyBy(record -> record.f0))
                .process(new HistoryThenLive())
                .executeAndCollect());
    Map<Long, Tuple2<Long, Long>> expected = new HashMap<>();
    historyByHand()
        .forEach((key, sum) -> expected.put(key, Tuple2.of(sum, (LIVE - key + KEYS - 1) / KEYS)));
    assertEquals(expected, results);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void shouldHaveKeyedStateBeforeTheFirstEventAndKeepItThroughFailures(int workers)
      throws Exception {
    FAILED.set(0);
    LIVE_SEEN.set(false);
    checkpointedOnce = false;
    StreamExecutionEnvironment env = streams(workers);
    env.enableCheckpointing(20);
    env.setRestartStrategy(RestartStrategies.fixedDelayRestart(FAILURES, 10));
    LAST.clear();
    env.fromDataSet(history())
        .keyBy(record -> record.f0)
        .connect(live(env).map(new FailsAfterCheckpoint()).keyBy(number -> number % KEYS))
        .firstInputFirst()
        .process(new AddToHistory())
        .addSink(
            new SinkFunction<>() {
              @Override
              public void invoke(Tuple3<Long, Long, Long> result, Context context) {
                LAST.put(result.f0, Tuple2.of(result.f1, result.f2));
              }
            });
    env.execute("history in keyed state");
    Map<Long, Tuple2<Long, Long>> expected = new HashMap<>();
    historyByHand()
        .forEach((key, sum) -> expected.put(key, Tuple2.of(sum, (LIVE - key + KEYS - 1) / KEYS)));
    assertEquals(expected, LAST);
    assertTrue(FAILED.get() > 0, "the job has not failed at all");
  }

  @Test
  void shouldComputeASharedDataSetOnce() throws Exception {
    ExecutionEnvironment batch = ExecutionEnvironment.getExecutionEnvironment();
    DataSet<Long> numbers = batch.generateSequence(1, 100);
    StreamExecutionEnvironment env = streams(1);
    DataStream<Long> both =
        env.fromDataSet(numbers.filter(n -> n % 2 == 0))
            .union(env.fromDataSet(numbers.filter(n -> n % 2 == 1)));
    long sum = 0;
    Iterator<Long> results = both.executeAndCollect();
    while (results.hasNext()) {
      sum += results.next();
    }
    assertEquals(5050, sum);
    env.fromDataSet(numbers.filter(n -> n % 2 == 0)).print();
    env.fromDataSet(numbers.filter(n -> n % 2 == 1)).print();
    String plan = env.getExecutionPlan();
    assertEquals(1, plan.split("ParallelIteratorInputFormat", -1).length - 1, plan);
  }

  @Test
  void whenTypesDifferThenConcatSaysSo() {
    StreamExecutionEnvironment env = streams(1);
    DataStream<Long> numbers = env.fromSequence(1, 2);
    DataStream<String> words = env.fromData("a");
    @SuppressWarnings({"unchecked", "rawtypes"})
    FlyshuttleException refused =
        assertThrows(FlyshuttleException.class, () -> ((DataStream) numbers).concat(words));
    assertTrue(refused.getMessage().contains("String"), refused.getMessage());
  }

  /** Emits for each live record what the history was and how many live records came. */
  private static final class HistoryThenLive
      extends KeyedProcessFunction<Long, Tuple2<Long, Long>, Tuple3<Long, Long, Long>> {
    private transient ValueState<Long> history;
    private transient ValueState<Long> count;

    @Override
    public void open(OpenContext context) {
      history = getRuntimeContext().getState(new ValueStateDescriptor<>("history", Types.LONG));
      count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
    }

    @Override
    public void processElement(
        Tuple2<Long, Long> record, Context context, Collector<Tuple3<Long, Long, Long>> out)
        throws Exception {
      if (record.f1 >= 0) {
        if (count.value() != null) {
          throw new IllegalStateException("history after live records");
        }
        history.update((history.value() == null ? 0 : history.value()) + record.f1);
        return;
      }
      if (history.value() == null) {
        throw new IllegalStateException("a live record before the history");
      }
      count.update((count.value() == null ? 0 : count.value()) + 1);
      out.collect(Tuple3.of(record.f0, history.value(), count.value()));
    }
  }

  /** The same with two inputs. */
  private static final class AddToHistory
      extends KeyedCoProcessFunction<Long, Tuple2<Long, Long>, Long, Tuple3<Long, Long, Long>> {
    private transient ValueState<Long> history;
    private transient ValueState<Long> count;

    @Override
    public void open(OpenContext context) {
      history = getRuntimeContext().getState(new ValueStateDescriptor<>("history", Types.LONG));
      count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
    }

    @Override
    public void processElement1(
        Tuple2<Long, Long> record, Context context, Collector<Tuple3<Long, Long, Long>> out)
        throws Exception {
      history.update((history.value() == null ? 0 : history.value()) + record.f1);
    }

    @Override
    public void processElement2(
        Long number, Context context, Collector<Tuple3<Long, Long, Long>> out) throws Exception {
      if (history.value() == null) {
        throw new IllegalStateException("a live record before the history");
      }
      LIVE_SEEN.set(true);
      count.update((count.value() == null ? 0 : count.value()) + 1);
      out.collect(Tuple3.of(context.getCurrentKey(), history.value(), count.value()));
    }
  }

  /** Fails some time after it has heard of a checkpoint, until the job has failed often enough. */
  private static final class FailsAfterCheckpoint
      implements MapFunction<Long, Long>, CheckpointListener {
    private boolean checkpointed;
    private int since;
    private int seen;

    @Override
    public Long map(Long number) {
      seen++;
      while (seen > 1_000 && !LIVE_SEEN.get()) {
        // what waits behind the history could be all there is
        LockSupport.parkNanos(1_000_000);
      }
      if (seen % 100 == 0 && !checkpointed || seen > 3_000 && !checkpointedOnce) {
        // slow enough for a checkpoint, however busy the machine is
        LockSupport.parkNanos(5_000_000);
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
}
