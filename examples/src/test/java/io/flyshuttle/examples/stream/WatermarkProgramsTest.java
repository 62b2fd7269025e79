// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flyshuttle.core.function.AggregateFunction;
import io.flyshuttle.core.function.CloseableIterator;
import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.stream.async.AsyncFunction;
import io.flyshuttle.core.stream.async.ResultFuture;
import io.flyshuttle.core.stream.source.RichParallelSourceFunction;
import io.flyshuttle.core.stream.window.ProcessWindowFunction;
import io.flyshuttle.core.stream.window.TimeWindow;
import io.flyshuttle.core.stream.window.assigner.TumblingEventTimeWindows;
import io.flyshuttle.core.time.Watermark;
import io.flyshuttle.core.time.WatermarkGenerator;
import io.flyshuttle.core.time.WatermarkOutput;
import io.flyshuttle.core.time.WatermarkStrategy;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.datastream.AsyncDataStream;
import io.flyshuttle.datastream.DataStream;
import io.flyshuttle.datastream.StreamExecutionEnvironment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Watermarks in whole programs: nobody is ahead of the slowest, and nothing is overtaken. */
@Timeout(300)
final class WatermarkProgramsTest {
  private static final AtomicReference<CountDownLatch> SEEN = new AtomicReference<>();
  private static final AtomicInteger ACCUMULATORS = new AtomicInteger();
  private static final Set<Integer> IN_CALLS = ConcurrentHashMap.newKeySet();

  private StreamExecutionEnvironment env;

  @BeforeEach
  void makeEnvironment() {
    env = StreamExecutionEnvironment.getExecutionEnvironment();
    SEEN.set(new CountDownLatch(1));
    ACCUMULATORS.set(0);
    IN_CALLS.clear();
  }

  private static <T> List<T> results(DataStream<T> stream) throws Exception {
    List<T> results = new ArrayList<>();
    try (CloseableIterator<T> iterator = stream.executeAndCollect()) {
      iterator.forEachRemaining(results::add);
    }
    return results;
  }

  /** Numbers are their own timestamps; 99 is seen by the test. */
  private static final class Numbers implements AggregateFunction<Long, List<Long>, List<Long>> {
    private static final long serialVersionUID = 1L;

    @Override
    public List<Long> createAccumulator() {
      return new ArrayList<>();
    }

    @Override
    public List<Long> add(Long number, List<Long> before) {
      if (number == 99) {
        SEEN.get().countDown();
      }
      before.add(number);
      before.sort(null);
      return before;
    }

    @Override
    public List<Long> getResult(List<Long> numbers) {
      return numbers;
    }

    @Override
    public List<Long> merge(List<Long> one, List<Long> other) {
      one.addAll(other);
      return one;
    }
  }

  private static DataStream<List<Long>> inWindows(DataStream<Long> numbers) {
    return numbers
        .keyBy(number -> 0)
        .window(TumblingEventTimeWindows.of(Duration.ofMillis(10)))
        .aggregate(new Numbers(), Types.LIST(Types.LONG), Types.LIST(Types.LONG));
  }

  /** One subtask is far ahead; the other still has a record when the window has seen that. */
  private static final class FastAndSlow extends RichParallelSourceFunction<Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public void run(SourceContext<Long> context) throws Exception {
      if (getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0) {
        context.collectWithTimestamp(1L, 1);
        context.emitWatermark(new io.flyshuttle.core.stream.source.Watermark(50));
        context.collectWithTimestamp(99L, 99);
      } else {
        // what follows the fast one's watermark has come to the window, and so the watermark has
        SEEN.get().await();
        context.collectWithTimestamp(2L, 2);
        context.emitWatermark(new io.flyshuttle.core.stream.source.Watermark(9));
        context.collectWithTimestamp(3L, 3);
        context.collectWithTimestamp(60L, 60);
      }
    }

    @Override
    public void cancel() {
      SEEN.get().countDown();
    }
  }

  @Test
  void shouldHoldTheResultForTheSlowestOfSeveralWatermarks() throws Exception {
    env.setParallelism(2);
    // 3 is late, because by then both have said that the first ten milliseconds are over
    assertEquals(
        List.of(List.of(1L, 2L), List.of(60L), List.of(99L)),
        results(inWindows(env.addSource(new FastAndSlow()))));
  }

  /** Answers 1 when 2 has been asked, which stands behind a watermark; 99 at once. */
  private static final class StuckQuestion implements AsyncFunction<Long, Long> {
    private static final long serialVersionUID = 1L;
    private transient ResultFuture<Long> stuck;

    @Override
    public void asyncInvoke(Long number, ResultFuture<Long> future) {
      if (number == 1) {
        stuck = future;
        return;
      }
      future.complete(List.of(number));
      if (number == 2) {
        stuck.complete(List.of(1L));
      }
    }
  }

  @Test
  void shouldNotLetAWatermarkOvertakeARecordThatIsStuck() throws Exception {
    env.setParallelism(1);
    DataStream<Long> numbers =
        env.fromData(1L, 99L, 2L)
            .assignTimestampsAndWatermarks(
                WatermarkStrategy.<Long>forGenerator(context -> new EachRecordsWatermark())
                    .withTimestampAssigner((number, before) -> number));
    // 2 comes behind the watermark of 99, 1 before it: it was only stuck
    assertEquals(
        List.of(List.of(1L), List.of(99L)),
        results(
            inWindows(
                AsyncDataStream.unorderedWait(
                    numbers, new StuckQuestion(), 1, TimeUnit.HOURS, 10))));
  }

  /** Says after each record that none before it will follow. */
  private static final class EachRecordsWatermark implements WatermarkGenerator<Long> {
    @Override
    public void onEvent(Long event, long timestamp, WatermarkOutput output) {
      output.emitWatermark(new Watermark(timestamp));
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {}
  }

  /** Sums, and counts how many accumulators there are. */
  private static final class CountedSum implements AggregateFunction<Long, Long, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public Long createAccumulator() {
      ACCUMULATORS.incrementAndGet();
      return 0L;
    }

    @Override
    public Long add(Long number, Long sum) {
      return sum + number;
    }

    @Override
    public Long getResult(Long sum) {
      return sum;
    }

    @Override
    public Long merge(Long one, Long other) {
      return one + other;
    }
  }

  /** Tells the sum with its window. */
  private static final class WithWindow
      extends ProcessWindowFunction<Long, Tuple2<Long, Long>, Long, TimeWindow> {
    private static final long serialVersionUID = 1L;

    @Override
    public void process(
        Long key, Context context, Iterable<Long> elements, Collector<Tuple2<Long, Long>> out) {
      List<Long> all = new ArrayList<>();
      elements.forEach(all::add);
      IN_CALLS.add(all.size());
      out.collect(Tuple2.of(context.window().getStart(), all.get(0)));
    }
  }

  @Test
  void shouldKeepOneAccumulatorForEachWindowAndKey() throws Exception {
    env.setParallelism(2);
    List<Tuple2<Long, Long>> sums =
        results(
            env.fromSequence(0, 3_999)
                .assignTimestampsAndWatermarks(
                    WatermarkStrategy.<Long>forBoundedOutOfOrderness(Duration.ofDays(1))
                        .withTimestampAssigner((number, before) -> number))
                .keyBy(number -> number % 3)
                .window(TumblingEventTimeWindows.of(Duration.ofMillis(1_000)))
                .aggregate(new CountedSum(), new WithWindow()));
    // three keys in four windows, each of hundreds of records
    assertEquals(12, sums.size());
    assertEquals(12, ACCUMULATORS.get());
    assertEquals(Set.of(1), IN_CALLS);
    assertEquals(3_999L * 4_000 / 2, sums.stream().mapToLong(sum -> sum.f1).sum());
  }
}
