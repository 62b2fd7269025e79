// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flyshuttle.core.file.FileSystem.WriteMode;
import io.flyshuttle.core.function.CloseableIterator;
import io.flyshuttle.core.function.CoGroupFunction;
import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.FlatMapFunction;
import io.flyshuttle.core.function.KeySelector;
import io.flyshuttle.core.function.MapFunction;
import io.flyshuttle.core.function.Partitioner;
import io.flyshuttle.core.function.ReduceFunction;
import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.state.ReducingState;
import io.flyshuttle.core.state.ReducingStateDescriptor;
import io.flyshuttle.core.stream.source.SourceFunction;
import io.flyshuttle.core.stream.source.Watermark;
import io.flyshuttle.core.stream.timestamp.AscendingTimestampExtractor;
import io.flyshuttle.core.stream.timestamp.AssignerWithPunctuatedWatermarks;
import io.flyshuttle.core.stream.timestamp.BoundedOutOfOrdernessTimestampExtractor;
import io.flyshuttle.core.stream.window.GlobalWindow;
import io.flyshuttle.core.stream.window.TimeWindow;
import io.flyshuttle.core.stream.window.assigner.EventTimeSessionWindows;
import io.flyshuttle.core.stream.window.assigner.GlobalWindows;
import io.flyshuttle.core.stream.window.assigner.SlidingEventTimeWindows;
import io.flyshuttle.core.stream.window.assigner.TumblingEventTimeWindows;
import io.flyshuttle.core.stream.window.assigner.WindowAssigner;
import io.flyshuttle.core.stream.window.trigger.EventTimeTrigger;
import io.flyshuttle.core.stream.window.trigger.Trigger;
import io.flyshuttle.core.stream.window.trigger.TriggerResult;
import io.flyshuttle.core.time.OutputTag;
import io.flyshuttle.core.time.Time;
import io.flyshuttle.core.time.TimeCharacteristic;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.tuple.Tuple3;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.datastream.DataStream;
import io.flyshuttle.datastream.SingleOutputStreamOperator;
import io.flyshuttle.datastream.StreamExecutionEnvironment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs in the manner of older versions of the API, imports aside. */
@SuppressWarnings("deprecation")
final class OlderProgramsTest {
  private StreamExecutionEnvironment env;

  @BeforeEach
  void makeEnvironment() {
    env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(2);
  }

  private static <T> List<String> sorted(DataStream<T> stream) throws Exception {
    List<String> results = new ArrayList<>();
    try (CloseableIterator<T> iterator = stream.executeAndCollect()) {
      iterator.forEachRemaining(result -> results.add(String.valueOf(result)));
    }
    return results.stream().sorted().toList();
  }

  /** Name, seconds, value; seconds are the event time. */
  private DataStream<Tuple3<String, Long, Integer>> events(
      List<Tuple3<String, Long, Integer>> events) {
    return env.fromCollection(events)
        .assignTimestampsAndWatermarks(
            new AscendingTimestampExtractor<Tuple3<String, Long, Integer>>() {
              @Override
              public long extractAscendingTimestamp(Tuple3<String, Long, Integer> event) {
                return event.f1 * 1000;
              }
            });
  }

  private DataStream<Tuple3<String, Long, Integer>> events() {
    return events(
        List.of(
            Tuple3.of("a", 1L, 1),
            Tuple3.of("b", 2L, 10),
            Tuple3.of("a", 3L, 2),
            Tuple3.of("a", 6L, 4),
            Tuple3.of("b", 11L, 20)));
  }

  @Test
  void shouldCountWordsInTimeWindows() throws Exception {
    env.setStreamTimeCharacteristic(TimeCharacteristic.EventTime);
    DataStream<Tuple2<String, Integer>> counts =
        env.fromElements("to be", "or not", "to be")
            .flatMap(
                new FlatMapFunction<String, Tuple2<String, Integer>>() {
                  @Override
                  public void flatMap(String line, Collector<Tuple2<String, Integer>> out) {
                    for (String word : line.split(" ")) {
                      out.collect(new Tuple2<>(word, 1));
                    }
                  }
                })
            .assignTimestampsAndWatermarks(
                new BoundedOutOfOrdernessTimestampExtractor<Tuple2<String, Integer>>(
                    Time.seconds(5)) {
                  @Override
                  public long extractTimestamp(Tuple2<String, Integer> word) {
                    return 1000;
                  }
                })
            .keyBy(0)
            .timeWindow(Time.seconds(5))
            .sum(1);
    assertEquals(List.of("(be,2)", "(not,1)", "(or,1)", "(to,2)"), sorted(counts));
  }

  @Test
  void shouldSumSlidingTimeWindowsByFieldName() throws Exception {
    DataStream<Tuple3<String, Long, Integer>> sums =
        events().keyBy("f0").timeWindow(Time.seconds(10), Time.seconds(5)).sum("f2");
    assertEquals(
        List.of("(a,1,3)", "(a,1,7)", "(a,6,4)", "(b,11,20)", "(b,11,20)", "(b,2,10)", "(b,2,10)"),
        sorted(sums));
  }

  @Test
  void shouldSumTheLastRecordsWithSlidingCountWindows() throws Exception {
    DataStream<Tuple2<String, Integer>> sums =
        env.fromElements(Tuple2.of("a", 1), Tuple2.of("a", 2), Tuple2.of("a", 4), Tuple2.of("a", 8))
            .keyBy(0)
            .countWindow(3, 1)
            .sum(1);
    assertEquals(List.of("(a,1)", "(a,14)", "(a,3)", "(a,7)"), sorted(sums));
  }

  /** Fires when the values of a window come to ten. */
  private static final class TenTrigger
      extends Trigger<Tuple3<String, Long, Integer>, GlobalWindow> {
    private static final long serialVersionUID = 1L;

    private final ReducingStateDescriptor<Integer> sum =
        new ReducingStateDescriptor<>("sum", Integer::sum, Types.INT);

    @Override
    public TriggerResult onElement(
        Tuple3<String, Long, Integer> event,
        long timestamp,
        GlobalWindow window,
        TriggerContext ctx)
        throws Exception {
      ReducingState<Integer> soFar = ctx.getPartitionedState(sum);
      soFar.add(event.f2);
      if (soFar.get() < 10) {
        return TriggerResult.CONTINUE;
      }
      soFar.clear();
      return TriggerResult.FIRE_AND_PURGE;
    }

    @Override
    public TriggerResult onProcessingTime(long time, GlobalWindow window, TriggerContext ctx) {
      return TriggerResult.CONTINUE;
    }

    @Override
    public TriggerResult onEventTime(long time, GlobalWindow window, TriggerContext ctx) {
      return TriggerResult.CONTINUE;
    }

    @Override
    public void clear(GlobalWindow window, TriggerContext ctx) throws Exception {
      ctx.getPartitionedState(sum).clear();
    }
  }

  @Test
  void shouldFireAGlobalWindowByATriggerWithState() throws Exception {
    DataStream<Tuple3<String, Long, Integer>> sums =
        events()
            .keyBy(event -> event.f0)
            .window(GlobalWindows.create())
            .trigger(new TenTrigger())
            .reduce(
                new ReduceFunction<Tuple3<String, Long, Integer>>() {
                  @Override
                  public Tuple3<String, Long, Integer> reduce(
                      Tuple3<String, Long, Integer> first, Tuple3<String, Long, Integer> second) {
                    return Tuple3.of(first.f0, second.f1, first.f2 + second.f2);
                  }
                });
    assertEquals(List.of("(b,11,20)", "(b,2,10)"), sorted(sums));
  }

  /** One window before second 5, one after. */
  private static final class BeforeAndAfter
      extends WindowAssigner<Tuple3<String, Long, Integer>, TimeWindow> {
    private static final long serialVersionUID = 1L;

    @Override
    public Collection<TimeWindow> assignWindows(
        Tuple3<String, Long, Integer> event, long timestamp, WindowAssignerContext context) {
      return List.of(timestamp < 5000 ? new TimeWindow(0, 5000) : new TimeWindow(5000, 60_000));
    }

    @Override
    @SuppressWarnings("unchecked")
    public Trigger<Tuple3<String, Long, Integer>, TimeWindow> getDefaultTrigger() {
      return (Trigger<Tuple3<String, Long, Integer>, TimeWindow>)
          (Trigger<?, TimeWindow>) EventTimeTrigger.create();
    }

    @Override
    public TypeSerializer<TimeWindow> getWindowSerializer(ExecutionConfig executionConfig) {
      return new TimeWindow.Serializer();
    }

    @Override
    public boolean isEventTime() {
      return true;
    }
  }

  @Test
  void shouldUseWindowsOfTheProgramsOwn() throws Exception {
    DataStream<Tuple3<String, Long, Integer>> sums =
        events().keyBy(event -> event.f0).window(new BeforeAndAfter()).sum(2);
    assertEquals(List.of("(a,1,3)", "(a,6,4)", "(b,11,20)", "(b,2,10)"), sorted(sums));
  }

  private DataStream<Tuple3<String, Long, Integer>> others() {
    return events(List.of(Tuple3.of("a", 2L, 100), Tuple3.of("c", 3L, 300)));
  }

  @Test
  void shouldShowUnmatchedRecordsToACoGroup() throws Exception {
    KeySelector<Tuple3<String, Long, Integer>, String> name = event -> event.f0;
    DataStream<String> groups =
        events()
            .coGroup(others())
            .where(name)
            .equalTo(name)
            .window(TumblingEventTimeWindows.of(Time.seconds(5)))
            .apply(
                new CoGroupFunction<
                    Tuple3<String, Long, Integer>, Tuple3<String, Long, Integer>, String>() {
                  @Override
                  public void coGroup(
                      Iterable<Tuple3<String, Long, Integer>> first,
                      Iterable<Tuple3<String, Long, Integer>> second,
                      Collector<String> out) {
                    String key = "";
                    int left = 0;
                    for (Tuple3<String, Long, Integer> event : first) {
                      key = event.f0;
                      left++;
                    }
                    int right = 0;
                    for (Tuple3<String, Long, Integer> event : second) {
                      key = event.f0;
                      right++;
                    }
                    out.collect(key + " " + left + ":" + right);
                  }
                });
    assertEquals(List.of("a 1:0", "a 2:1", "b 1:0", "b 1:0", "c 0:1"), sorted(groups));
  }

  @Test
  void shouldJoinInSlidingAndSessionWindows() throws Exception {
    KeySelector<Tuple3<String, Long, Integer>, String> name = event -> event.f0;
    DataStream<Integer> sliding =
        events()
            .join(others())
            .where(name)
            .equalTo(name)
            .window(SlidingEventTimeWindows.of(Time.seconds(4), Time.seconds(2)))
            .apply((left, right) -> left.f2 + right.f2, Types.INT);
    // windows 0-4 (1, 3 with 2) and 2-6 (3 with 2), and -2-2 without the other
    assertEquals(List.of("101", "102", "102"), sorted(sliding));
    DataStream<Integer> sessions =
        events()
            .join(others())
            .where(name)
            .equalTo(name)
            .window(EventTimeSessionWindows.withGap(Time.seconds(2)))
            .apply((left, right) -> left.f2 + right.f2, Types.INT);
    assertEquals(List.of("101", "102"), sorted(sessions));
  }

  @Test
  void shouldSendRecordsThatAreTooLateAside() throws Exception {
    OutputTag<Tuple3<String, Long, Integer>> late =
        new OutputTag<Tuple3<String, Long, Integer>>("late") {};
    env.setParallelism(1);
    SingleOutputStreamOperator<Tuple3<String, Long, Integer>> sums =
        env.fromElements(
                Tuple3.of("a", 1L, 1),
                Tuple3.of("a", 20L, 2),
                Tuple3.of("a", 2L, 4),
                Tuple3.of("a", 21L, 8))
            .assignTimestampsAndWatermarks(
                new AssignerWithPunctuatedWatermarks<Tuple3<String, Long, Integer>>() {
                  @Override
                  public long extractTimestamp(Tuple3<String, Long, Integer> event, long before) {
                    return event.f1 * 1000;
                  }

                  @Override
                  public Watermark checkAndGetNextWatermark(
                      Tuple3<String, Long, Integer> event, long timestamp) {
                    return new Watermark(timestamp);
                  }
                })
            .keyBy(event -> event.f0)
            .timeWindow(Time.seconds(5))
            .sideOutputLateData(late)
            .sum(2);
    DataStream<String> all =
        sums.map(sum -> "sum " + sum)
            .returns(Types.STRING)
            .union(sums.getSideOutput(late).map(event -> "late " + event).returns(Types.STRING));
    assertEquals(List.of("late (a,2,4)", "sum (a,1,1)", "sum (a,20,10)"), sorted(all));
  }

  @Test
  void shouldTakeIngestionTimeForWindows() throws Exception {
    env.setStreamTimeCharacteristic(TimeCharacteristic.IngestionTime);
    DataStream<Long> sums =
        env.generateSequence(1, 100).timeWindowAll(Time.days(365_000)).reduce((a, b) -> a + b);
    assertEquals(List.of("5050"), sorted(sums));
  }

  @Test
  void shouldSendRecordsByEachPartitioner() throws Exception {
    DataStream<Long> numbers = env.generateSequence(1, 100);
    List<DataStream<Long>> partitioned =
        List.of(
            numbers.rebalance(),
            numbers.rescale(),
            numbers.shuffle(),
            numbers.global(),
            numbers.forward(),
            numbers.partitionCustom(
                (Partitioner<Long>) (key, count) -> (int) (key % count), number -> number));
    for (DataStream<Long> each : partitioned) {
      assertEquals(
          LongStream.rangeClosed(1, 100).mapToObj(Long::toString).sorted().toList(),
          sorted(each.map(new Same())));
    }
    assertEquals(200, sorted(numbers.broadcast().map(new Same())).size());
  }

  private static final class Same implements MapFunction<Long, Long> {
    @Override
    public Long map(Long number) {
      return number;
    }
  }

  @Test
  void shouldWriteTextAndCsv(@TempDir Path directory) throws Exception {
    env.fromElements(Tuple2.of("a", 1), Tuple2.of("b", 2))
        .writeAsText(directory.resolve("text").toUri().toString())
        .setParallelism(1);
    env.fromElements(Tuple2.of("a", 1), Tuple2.of("b", 2))
        .writeAsCsv(directory.resolve("csv").toUri().toString(), WriteMode.OVERWRITE, "\n", ";")
        .setParallelism(1);
    env.fromElements(1, 2).printToErr();
    env.execute();
    assertEquals(List.of("(a,1)", "(b,2)"), Files.readAllLines(directory.resolve("text")));
    assertEquals(List.of("a;1", "b;2"), Files.readAllLines(directory.resolve("csv")));
  }

  @Test
  void shouldUseTimestampsAndWatermarksOfTheSource() throws Exception {
    SourceFunction<Integer> source =
        new SourceFunction<>() {
          private volatile boolean running = true;

          @Override
          public void run(SourceContext<Integer> ctx) {
            for (int i = 0; running && i < 30; i++) {
              synchronized (ctx.getCheckpointLock()) {
                ctx.collectWithTimestamp(i, i * 1000L);
                ctx.emitWatermark(new Watermark(i * 1000L - 1));
              }
            }
          }

          @Override
          public void cancel() {
            running = false;
          }
        };
    DataStream<Integer> sums =
        env.addSource(source)
            .timeWindowAll(Time.seconds(10))
            .reduce((a, b) -> a + b)
            .setParallelism(1);
    assertEquals(List.of("145", "245", "45"), sorted(sums));
  }
}
