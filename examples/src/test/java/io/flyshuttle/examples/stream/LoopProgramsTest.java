// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.function.CloseableIterator;
import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.MapFunction;
import io.flyshuttle.core.job.InvalidProgramException;
import io.flyshuttle.core.job.RestartStrategies;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.state.CheckpointListener;
import io.flyshuttle.core.stream.process.CoMapFunction;
import io.flyshuttle.core.stream.process.ProcessFunction;
import io.flyshuttle.core.stream.sink.SinkFunction;
import io.flyshuttle.core.time.OutputTag;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.tuple.Tuple3;
import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.datastream.DataStream;
import io.flyshuttle.datastream.IterativeStream;
import io.flyshuttle.datastream.SingleOutputStreamOperator;
import io.flyshuttle.datastream.StreamExecutionEnvironment;
import io.flyshuttle.local.LocalOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Loops in streams end, and are exact when jobs fail. */
final class LoopProgramsTest {
  private static final int FAILURES = 2;
  private static final AtomicInteger FAILED = new AtomicInteger();

  /** Highest number of rounds seen, by number; outlives the job. */
  private static final Map<Long, Long> ROUNDS = new ConcurrentHashMap<>();

  private static StreamExecutionEnvironment environment() {
    Configuration configuration = new Configuration();
    configuration.set(LocalOptions.WORKERS, 2);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(2);
    return env;
  }

  /** Far more than a round takes on a busy machine; a loop that is shorter loses records. */
  private static final long WAIT_MILLIS = 12_000;

  /** For loops whose job is canceled when all results are there. */
  private static final long LONG_WAIT_MILLIS = 600_000;

  private static <T> List<T> all(DataStream<T> stream) throws Exception {
    List<T> results = new ArrayList<>();
    try (CloseableIterator<T> iterator = stream.executeAndCollect()) {
      iterator.forEachRemaining(results::add);
    }
    return results;
  }

  @Test
  void shouldSubtractUntilZero() throws Exception {
    StreamExecutionEnvironment env = environment();
    IterativeStream<Long> loop = env.fromSequence(0, 99).iterate(WAIT_MILLIS);
    DataStream<Long> minusOne = loop.map(number -> number - 1);
    loop.closeWith(minusOne.filter(number -> number > 0));
    List<Long> ended = all(minusOne.filter(number -> number <= 0));
    assertEquals(100, ended.size());
    // zero itself goes below
    assertEquals(99, ended.stream().filter(number -> number == 0).count());
  }

  @Test
  void shouldSendBackRecordsOfAnotherType() throws Exception {
    StreamExecutionEnvironment env = environment();
    IterativeStream.ConnectedIterativeStreams<Long, Tuple2<Long, Integer>> loop =
        env.fromSequence(1, 20)
            .iterate(LONG_WAIT_MILLIS)
            .withFeedbackType(Types.TUPLE(Types.LONG, Types.INT));
    DataStream<Tuple2<Long, Integer>> halves =
        loop.map(
                new CoMapFunction<Long, Tuple2<Long, Integer>, Tuple2<Long, Integer>>() {
                  @Override
                  public Tuple2<Long, Integer> map1(Long number) {
                    return Tuple2.of(number, 0);
                  }

                  @Override
                  public Tuple2<Long, Integer> map2(Tuple2<Long, Integer> half) {
                    return Tuple2.of(half.f0 / 2, half.f1 + 1);
                  }
                })
            .returns(Types.TUPLE(Types.LONG, Types.INT));
    loop.closeWith(halves.filter(half -> half.f0 > 1));
    int rounds =
        halves.filter(half -> half.f0 <= 1).executeAndCollect(20).stream()
            .mapToInt(half -> half.f1)
            .sum();
    assertEquals(
        LongStream.rangeClosed(1, 20).map(n -> 63 - Long.numberOfLeadingZeros(n)).sum(), rounds);
  }

  @Test
  void whenTheJobFailsThenRecordsInTheLoopAreNeitherLostNorDoubled() throws Exception {
    FAILED.set(0);
    ROUNDS.clear();
    StreamExecutionEnvironment env = environment();
    env.enableCheckpointing(20);
    env.setRestartStrategy(RestartStrategies.fixedDelayRestart(FAILURES, 10));
    // a number and how often it has gone round
    IterativeStream<Tuple2<Long, Long>> loop =
        env.fromSequence(0, 199)
            .map(number -> Tuple2.of(number, 0L))
            .returns(Types.TUPLE(Types.LONG, Types.LONG))
            .iterate(WAIT_MILLIS);
    DataStream<Tuple2<Long, Long>> counted =
        loop.map(new FailsAfterCheckpoint())
            .returns(Types.TUPLE(Types.LONG, Types.LONG))
            .keyBy(record -> record.f0)
            .sum(1);
    // the running sum of a number counts its rounds: each adds one
    loop.closeWith(
        counted
            .filter(record -> record.f1 < 50)
            .map(record -> Tuple2.of(record.f0, 0L))
            .returns(Types.TUPLE(Types.LONG, Types.LONG)));
    counted.addSink(
        new SinkFunction<>() {
          @Override
          public void invoke(Tuple2<Long, Long> record, Context context) {
            ROUNDS.merge(record.f0, record.f1, Long::max);
          }
        });
    env.execute("rounds");
    assertTrue(FAILED.get() > 0, "the job has not failed at all");
    assertEquals(200, ROUNDS.size());
    // a lost record never comes to 50; a doubled one goes beyond
    ROUNDS.forEach((number, rounds) -> assertEquals(50, rounds, "rounds of " + number));
  }

  @Test
  void shouldAskForAlignedBarriersWhateverTheSessionSays() {
    StreamExecutionEnvironment env = environment();
    IterativeStream<Long> loop = env.fromSequence(0, 9).iterate(100);
    loop.closeWith(loop.map(number -> number - 1).filter(number -> number > 0));
    assertTrue(env.jobGraph("loop").settings().checkpoints().mustAlign());

    StreamExecutionEnvironment straight = environment();
    straight.fromSequence(0, 9).map(number -> number - 1).print();
    assertFalse(straight.jobGraph("straight").settings().checkpoints().mustAlign());
  }

  @Test
  void shouldKeepMoreRecordsInTheLoopThanBuffersHold() throws Exception {
    StreamExecutionEnvironment env = environment();
    int records = 3_000;
    int rounds = 4;
    // each record of 10 KB goes round, while the body waits: 30 MB are on their way back
    IterativeStream<Tuple2<Integer, byte[]>> loop =
        env.fromSequence(1, records)
            .map(number -> Tuple2.of(0, new byte[10_000]))
            .returns(Types.TUPLE(Types.INT, Types.PRIMITIVE_ARRAY(Types.BYTE)))
            .iterate(WAIT_MILLIS);
    DataStream<Tuple2<Integer, byte[]>> once =
        loop.rebalance()
            .map(record -> Tuple2.of(record.f0 + 1, record.f1))
            .returns(Types.TUPLE(Types.INT, Types.PRIMITIVE_ARRAY(Types.BYTE)));
    loop.closeWith(once.filter(record -> record.f0 < rounds));
    List<Integer> ended =
        all(once.filter(record -> record.f0 >= rounds).map(record -> record.f0).returns(Types.INT));
    assertEquals(records, ended.size());
  }

  @Test
  void shouldSendBackASideOutput() throws Exception {
    OutputTag<Tuple3<Integer, Integer, Integer>> again =
        new OutputTag<>("again", Types.TUPLE(Types.INT, Types.INT, Types.INT));
    StreamExecutionEnvironment env = environment();
    env.setBufferTimeout(1);
    // two numbers of the row, and how many were needed until it exceeds 1000
    IterativeStream<Tuple3<Integer, Integer, Integer>> loop =
        env.fromData(Tuple3.of(1, 1, 0), Tuple3.of(34, 55, 0), Tuple3.of(400, 900, 0))
            .iterate(LONG_WAIT_MILLIS);
    SingleOutputStreamOperator<Tuple3<Integer, Integer, Integer>> step =
        loop.process(
            new ProcessFunction<
                Tuple3<Integer, Integer, Integer>, Tuple3<Integer, Integer, Integer>>() {
              @Override
              public void processElement(
                  Tuple3<Integer, Integer, Integer> row,
                  Context context,
                  Collector<Tuple3<Integer, Integer, Integer>> out) {
                Tuple3<Integer, Integer, Integer> next =
                    Tuple3.of(row.f1, row.f0 + row.f1, row.f2 + 1);
                if (next.f1 < 1000) {
                  context.output(again, next);
                } else {
                  out.collect(next);
                }
              }
            });
    loop.closeWith(step.getSideOutput(again));
    List<Integer> steps =
        step.executeAndCollect(3).stream().map(row -> row.f2).sorted().collect(Collectors.toList());
    assertEquals(List.of(1, 7, 15), steps);
  }

  @Test
  void whenALoopIsNotClosedThenThatIsSaid() {
    StreamExecutionEnvironment env = environment();
    env.fromSequence(1, 2).iterate(10).print();
    assertThrows(InvalidProgramException.class, env::execute);
  }

  private static final class FailsAfterCheckpoint
      implements MapFunction<Tuple2<Long, Long>, Tuple2<Long, Long>>, CheckpointListener {
    private boolean checkpointed;
    private int since;
    private int seen;

    @Override
    public Tuple2<Long, Long> map(Tuple2<Long, Long> record) {
      if (++seen % 50 == 0 || seen > 1_000 && !checkpointed) {
        // slow enough for a checkpoint, however busy the machine is
        LockSupport.parkNanos(2_000_000);
      }
      int failed = FAILED.get();
      if (checkpointed
          && failed < FAILURES
          && ++since > 300
          && FAILED.compareAndSet(failed, failed + 1)) {
        throw new IllegalStateException("a failure of this test");
      }
      return Tuple2.of(record.f0, 1L);
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
      checkpointed = true;
    }
  }
}
