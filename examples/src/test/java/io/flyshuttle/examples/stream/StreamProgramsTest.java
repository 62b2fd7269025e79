// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.connector.sink.DiscardingSink;
import io.flyshuttle.core.connector.sink.PrintSink;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.function.CloseableIterator;
import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.FoldFunction;
import io.flyshuttle.core.function.KeySelector;
import io.flyshuttle.core.function.rich.OpenContext;
import io.flyshuttle.core.function.rich.RichFlatMapFunction;
import io.flyshuttle.core.state.MapStateDescriptor;
import io.flyshuttle.core.state.ValueState;
import io.flyshuttle.core.state.ValueStateDescriptor;
import io.flyshuttle.core.stream.async.AsyncFunction;
import io.flyshuttle.core.stream.async.ResultFuture;
import io.flyshuttle.core.stream.process.CoFlatMapFunction;
import io.flyshuttle.core.stream.process.KeyedBroadcastProcessFunction;
import io.flyshuttle.core.stream.process.KeyedProcessFunction;
import io.flyshuttle.core.stream.process.ProcessFunction;
import io.flyshuttle.core.stream.process.ProcessJoinFunction;
import io.flyshuttle.core.stream.source.RichParallelSourceFunction;
import io.flyshuttle.core.stream.window.ProcessWindowFunction;
import io.flyshuttle.core.stream.window.TimeWindow;
import io.flyshuttle.core.stream.window.assigner.EventTimeSessionWindows;
import io.flyshuttle.core.stream.window.assigner.SlidingEventTimeWindows;
import io.flyshuttle.core.stream.window.assigner.TumblingEventTimeWindows;
import io.flyshuttle.core.time.OutputTag;
import io.flyshuttle.core.time.WatermarkStrategy;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.tuple.Tuple3;
import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.datastream.AsyncDataStream;
import io.flyshuttle.datastream.DataStream;
import io.flyshuttle.datastream.DataStreamUtils;
import io.flyshuttle.datastream.SingleOutputStreamOperator;
import io.flyshuttle.datastream.SplitStream;
import io.flyshuttle.datastream.StreamExecutionEnvironment;
import io.flyshuttle.datastream.operator.AbstractStreamOperator;
import io.flyshuttle.datastream.operator.OneInputStreamOperator;
import io.flyshuttle.datastream.operator.StreamRecord;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whole stream programs in this process, each with a result that can be told beforehand. */
final class StreamProgramsTest {
  private StreamExecutionEnvironment env;

  @BeforeEach
  void makeEnvironment() {
    env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(2);
  }

  private static <T> List<String> sorted(DataStream<T> stream) throws Exception {
    List<String> results = new ArrayList<>();
    try (CloseableIterator<T> iterator = stream.executeAndCollect()) {
      while (iterator.hasNext()) {
        results.add(String.valueOf(iterator.next()));
      }
    }
    results.sort(null);
    return results;
  }

  /** Key, value and timestamp, in event time. */
  @SafeVarargs
  private DataStream<Tuple3<String, Integer, Long>> timed(Tuple3<String, Integer, Long>... data) {
    return env.fromData(data)
        .assignTimestampsAndWatermarks(
            WatermarkStrategy.<Tuple3<String, Integer, Long>>forBoundedOutOfOrderness(
                    Duration.ofMillis(5))
                .withTimestampAssigner((record, before) -> record.f2));
  }

  @Test
  void shouldRunAStreamAgainThatAnEarlierProgramRead() throws Exception {
    DataStream<Integer> numbers = env.fromData(1, 2, 3).map(number -> number * 2);
    assertEquals(List.of("2", "4", "6"), sorted(numbers));
    assertEquals(List.of("3", "5", "7"), sorted(numbers.map(number -> number + 1)));
    DataStream<Integer> foreign =
        StreamExecutionEnvironment.getExecutionEnvironment().fromData(1, 2);
    assertEquals(
        ErrorCode.INVALID_PROGRAM,
        assertThrows(FlyshuttleException.class, () -> sorted(numbers.union(foreign))).code());
  }

  @Test
  void shouldTakeAStreamForKeyedThatIsPartitionedByItsKey() throws Exception {
    KeySelector<Long, Long> key = number -> number % 7;
    DataStream<Long> partitioned = env.fromSequence(1, 100).keyBy(key).filter(number -> number > 0);
    assertEquals(
        sorted(env.fromSequence(1, 100).keyBy(key).reduce(Long::sum)).stream()
            .mapToLong(Long::parseLong)
            .max()
            .getAsLong(),
        sorted(DataStreamUtils.reinterpretAsKeyedStream(partitioned, key).reduce(Long::sum))
            .stream()
            .mapToLong(Long::parseLong)
            .max()
            .getAsLong());
  }

  @Test
  void shouldRunSinksOfTheNewerKind() throws Exception {
    env.fromData(1, 2, 3).sinkTo(new DiscardingSink<>());
    env.fromData(1, 2, 3).sinkTo(new PrintSink<>("numbers"));
    assertTrue(env.execute().getNetRuntime() >= 0);
  }

  @Test
  @SuppressWarnings("deprecation")
  void shouldSplitAStreamByNames() throws Exception {
    SplitStream<Integer> split =
        env.fromData(1, 2, 3, 4, 6)
            .split(
                number ->
                    number % 6 == 0
                        ? List.of("even", "threes")
                        : List.of(number % 2 == 0 ? "even" : "odd"));
    DataStream<String> all =
        split
            .select("even")
            .map(number -> "even " + number)
            .union(
                split.select("odd").map(number -> "odd " + number),
                split.select("even", "threes").map(number -> "either " + number));
    assertEquals(
        List.of("either 2", "either 4", "either 6", "even 2", "even 4", "even 6", "odd 1", "odd 3"),
        sorted(all));
  }

  @Test
  void shouldKeepTheOrderOfRecordsWhoseAnswersComeLater() throws Exception {
    env.setParallelism(1);
    ExecutorService answering = Executors.newFixedThreadPool(4);
    ANSWERING.set(answering);
    try {
      DataStream<String> answers =
          AsyncDataStream.orderedWait(
              env.fromSequence(1, 200),
              new AsyncFunction<Long, String>() {
                @Override
                public void asyncInvoke(Long input, ResultFuture<String> resultFuture) {
                  ANSWERING.get().execute(() -> resultFuture.complete(List.of("answer " + input)));
                }
              },
              30,
              TimeUnit.SECONDS,
              10);
      List<String> results = new ArrayList<>();
      try (CloseableIterator<String> iterator = answers.executeAndCollect()) {
        iterator.forEachRemaining(results::add);
      }
      List<String> expected = new ArrayList<>();
      for (int i = 1; i <= 200; i++) {
        expected.add("answer " + i);
      }
      assertEquals(expected, results);
    } finally {
      answering.shutdownNow();
    }
  }

  /** Threads outside of the job that answer its questions. */
  private static final AtomicReference<ExecutorService> ANSWERING = new AtomicReference<>();

  @Test
  @SuppressWarnings("deprecation")
  void shouldFoldTheRecordsOfEachKey() throws Exception {
    assertEquals(
        List.of("-1", "-13", "-135", "-2", "-24"),
        sorted(
            env.fromData(1, 2, 3, 4, 5)
                .keyBy(number -> number % 2)
                .fold(
                    "-",
                    new FoldFunction<Integer, String>() {
                      @Override
                      public String fold(String accumulator, Integer number) {
                        return accumulator + number;
                      }
                    })));
  }

  @Test
  void shouldMapFilterAndUnite() throws Exception {
    DataStream<Integer> odd = env.fromData(1, 2, 3, 4).filter(i -> i % 2 == 1);
    DataStream<Integer> big = env.fromSequence(10, 12).map(Long::intValue);

    assertEquals(List.of("1", "10", "11", "12", "3"), sorted(odd.union(big)));
  }

  @Test
  void shouldChangeParallelismAlongTheWay() throws Exception {
    DataStream<Long> numbers = env.fromSequence(1, 1000).setParallelism(2);
    DataStream<Tuple2<Long, Integer>> counts =
        numbers
            .map(n -> n * 2)
            .setParallelism(3)
            .rebalance()
            .map(n -> Tuple2.of(n % 10, 1))
            .returns(Types.TUPLE(Types.LONG, Types.INT))
            .setParallelism(1)
            .keyBy(0)
            .sum(1)
            .setParallelism(3);
    List<String> results = sorted(counts);

    assertEquals(1000, results.size());
    assertTrue(results.contains("(0,200)"));
    assertTrue(results.contains("(8,200)"));
  }

  @Test
  void shouldReduceByKey() throws Exception {
    List<String> results =
        sorted(
            env.fromData(Tuple2.of("a", 1), Tuple2.of("b", 5), Tuple2.of("a", 2))
                .keyBy(record -> record.f0)
                .reduce((a, b) -> Tuple2.of(a.f0, a.f1 + b.f1)));

    assertEquals(List.of("(a,1)", "(a,3)", "(b,5)"), results);
  }

  @Test
  void shouldKeepRecordsOfTheirOwnWhereObjectsAreReused() throws Exception {
    env.getConfig().enableObjectReuse();
    List<String> results =
        sorted(
            timed(
                    Tuple3.of("a", 1, 10L),
                    Tuple3.of("b", 2, 12L),
                    Tuple3.of("c", 3, 30L),
                    Tuple3.of("a", 4, 40L))
                .keyBy(record -> record.f0)
                .window(TumblingEventTimeWindows.of(Duration.ofMillis(100)))
                .reduce((a, b) -> Tuple3.of(a.f0, a.f1 + b.f1, Math.max(a.f2, b.f2))));

    assertEquals(List.of("(a,5,40)", "(b,2,12)", "(c,3,30)"), results);
  }

  @Test
  void shouldKeepStateOfRichFunctionsByKey() throws Exception {
    assertEquals(
        List.of("a1", "a2", "a3", "b1"),
        sorted(env.fromData("a", "b", "a", "a").keyBy(word -> word).flatMap(new Numbering())));
  }

  private static final class Numbering extends RichFlatMapFunction<String, String> {
    private static final long serialVersionUID = 1L;
    private transient ValueState<Integer> count;

    @Override
    public void open(OpenContext context) {
      count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Integer.class));
    }

    @Override
    public void flatMap(String word, Collector<String> out) throws Exception {
      int next = count.value() == null ? 1 : count.value() + 1;
      count.update(next);
      out.collect(word + next);
    }
  }

  @Test
  void shouldFireTimersInEventTime() throws Exception {
    DataStream<String> rung =
        timed(Tuple3.of("a", 1, 10L), Tuple3.of("a", 2, 12L), Tuple3.of("b", 1, 30L))
            .keyBy(record -> record.f0)
            .process(
                new KeyedProcessFunction<String, Tuple3<String, Integer, Long>, String>() {
                  @Override
                  public void processElement(
                      Tuple3<String, Integer, Long> value, Context ctx, Collector<String> out) {
                    ctx.timerService().registerEventTimeTimer(ctx.timestamp() / 10 * 10 + 9);
                  }

                  @Override
                  public void onTimer(long time, OnTimerContext ctx, Collector<String> out) {
                    out.collect(ctx.getCurrentKey() + "@" + time);
                  }
                });

    assertEquals(List.of("a@19", "b@39"), sorted(rung));
  }

  @Test
  void shouldPartByASideOutput() throws Exception {
    OutputTag<String> odd = new OutputTag<>("odd") {};
    SingleOutputStreamOperator<Integer> even =
        env.fromData(1, 2, 3, 4, 5)
            .process(
                new ProcessFunction<Integer, Integer>() {
                  @Override
                  public void processElement(Integer value, Context ctx, Collector<Integer> out) {
                    if (value % 2 == 0) {
                      out.collect(value);
                    } else {
                      ctx.output(odd, "odd " + value);
                    }
                  }
                });
    DataStream<String> all = even.map(value -> "even " + value).union(even.getSideOutput(odd));

    assertEquals(List.of("even 2", "even 4", "odd 1", "odd 3", "odd 5"), sorted(all));
  }

  @Test
  void shouldSumSlidingWindows() throws Exception {
    assertEquals(
        List.of("(a,1,1)", "(a,2,7)", "(a,3,1)", "(a,4,15)", "(a,4,15)", "(b,7,11)", "(b,7,11)"),
        sorted(
            timed(
                    Tuple3.of("a", 1, 1L),
                    Tuple3.of("a", 2, 7L),
                    Tuple3.of("b", 7, 11L),
                    Tuple3.of("a", 4, 15L))
                .keyBy(record -> record.f0)
                .window(SlidingEventTimeWindows.of(Duration.ofMillis(10), Duration.ofMillis(5)))
                .sum(1)));
  }

  @Test
  void shouldShowSessionsToAProcessFunction() throws Exception {
    DataStream<String> sessions =
        timed(
                Tuple3.of("a", 1, 1L),
                Tuple3.of("a", 2, 4L),
                Tuple3.of("a", 4, 40L),
                Tuple3.of("b", 1, 41L))
            .keyBy(record -> record.f0)
            .window(EventTimeSessionWindows.withGap(Duration.ofMillis(10)))
            .process(
                new ProcessWindowFunction<
                    Tuple3<String, Integer, Long>, String, String, TimeWindow>() {
                  @Override
                  public void process(
                      String key,
                      Context context,
                      Iterable<Tuple3<String, Integer, Long>> records,
                      Collector<String> out) {
                    int sum = 0;
                    for (Tuple3<String, Integer, Long> record : records) {
                      sum += record.f1;
                    }
                    TimeWindow window = context.window();
                    out.collect(key + window.getStart() + "-" + window.getEnd() + "=" + sum);
                  }
                });

    assertEquals(List.of("a1-14=3", "a40-50=4", "b41-51=1"), sorted(sessions));
  }

  @Test
  void shouldCountOverAllRecords() throws Exception {
    // with more than one subtask before the window, the order of the records would not be defined
    env.setParallelism(1);
    assertEquals(
        List.of("(a,3,1)", "(b,7,4)"),
        sorted(
            timed(
                    Tuple3.of("a", 1, 1L),
                    Tuple3.of("b", 2, 2L),
                    Tuple3.of("b", 3, 4L),
                    Tuple3.of("a", 4, 5L))
                .countWindowAll(2)
                .sum(1)));
  }

  @Test
  void shouldJoinByWindowAndByInterval() throws Exception {
    DataStream<Tuple3<String, Integer, Long>> left =
        timed(Tuple3.of("a", 1, 1L), Tuple3.of("b", 2, 2L), Tuple3.of("a", 3, 12L));
    DataStream<Tuple3<String, Integer, Long>> right =
        timed(Tuple3.of("a", 10, 3L), Tuple3.of("c", 20, 4L), Tuple3.of("a", 30, 16L));
    DataStream<String> joined =
        left.join(right)
            .where(record -> record.f0)
            .equalTo(record -> record.f0)
            .window(TumblingEventTimeWindows.of(Duration.ofMillis(10)))
            .apply((a, b) -> "w" + a.f1 + "+" + b.f1);
    DataStream<String> near =
        left.keyBy(record -> record.f0)
            .intervalJoin(right.keyBy(record -> record.f0))
            .between(Duration.ofMillis(-9), Duration.ofMillis(4))
            .process(
                new ProcessJoinFunction<
                    Tuple3<String, Integer, Long>, Tuple3<String, Integer, Long>, String>() {
                  @Override
                  public void processElement(
                      Tuple3<String, Integer, Long> a,
                      Tuple3<String, Integer, Long> b,
                      Context ctx,
                      Collector<String> out) {
                    out.collect("i" + a.f1 + "+" + b.f1);
                  }
                });

    assertEquals(List.of("i1+10", "i3+10", "i3+30", "w1+10", "w3+30"), sorted(joined.union(near)));
  }

  @Test
  void shouldReadTwoStreamsInOneFunction() throws Exception {
    DataStream<String> both =
        env.fromData(1, 2)
            .connect(env.fromData("x"))
            .flatMap(
                new CoFlatMapFunction<Integer, String, String>() {
                  @Override
                  public void flatMap1(Integer value, Collector<String> out) {
                    out.collect("number " + value);
                  }

                  @Override
                  public void flatMap2(String value, Collector<String> out) {
                    out.collect("word " + value);
                  }
                });

    assertEquals(List.of("number 1", "number 2", "word x"), sorted(both));
  }

  @Test
  void shouldBringRulesToAllSubtasks() throws Exception {
    MapStateDescriptor<String, Integer> rules =
        new MapStateDescriptor<>("rules", String.class, Integer.class);
    DataStream<String> applied =
        env.fromData("a", "b", "c", "d")
            .keyBy(word -> word)
            .connect(env.fromData(Tuple2.of("rule", 7)).broadcast(rules))
            .process(
                new KeyedBroadcastProcessFunction<
                    String, String, Tuple2<String, Integer>, String>() {
                  @Override
                  public void processElement(
                      String value, ReadOnlyContext ctx, Collector<String> out) {
                    ctx.timerService().registerEventTimeTimer(Long.MAX_VALUE - 1);
                  }

                  @Override
                  public void processBroadcastElement(
                      Tuple2<String, Integer> rule, Context ctx, Collector<String> out)
                      throws Exception {
                    ctx.getBroadcastState(rules).put(rule.f0, rule.f1);
                  }

                  @Override
                  public void onTimer(long time, OnTimerContext ctx, Collector<String> out)
                      throws Exception {
                    out.collect(ctx.getCurrentKey() + ctx.getBroadcastState(rules).get("rule"));
                  }
                });

    assertEquals(List.of("a7", "b7", "c7", "d7"), sorted(applied));
  }

  @Test
  void shouldRunASourceOfTheUsersOwnInParallel() throws Exception {
    assertEquals(
        List.of("0:0", "0:1", "1:0", "1:1"), sorted(env.addSource(new Counting()).map(s -> s)));
  }

  private static final class Counting extends RichParallelSourceFunction<String> {
    private static final long serialVersionUID = 1L;

    @Override
    public void run(SourceContext<String> ctx) {
      int subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
      ctx.collect(subtask + ":0");
      ctx.collect(subtask + ":1");
    }

    @Override
    public void cancel() {
      // it ends by itself
    }
  }

  @Test
  void shouldReadLinesFromASocket() throws Exception {
    try (ServerSocket server = new ServerSocket(0)) {
      Thread sender =
          new Thread(
              () -> {
                try (Socket socket = server.accept();
                    Writer writer =
                        new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8)) {
                  writer.write("one\ntwo\r\nthree");
                } catch (java.io.IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              });
      sender.start();
      assertEquals(
          List.of("one", "three", "two"),
          sorted(env.socketTextStream("localhost", server.getLocalPort())));
      sender.join();
    }
  }

  @Test
  void shouldRunAnOperatorOfTheUsersOwn() throws Exception {
    assertEquals(
        List.of("2", "4"),
        sorted(env.fromData(1, 2).transform("double", Types.INT, new Doubling())));
  }

  private static final class Doubling extends AbstractStreamOperator<Integer>
      implements OneInputStreamOperator<Integer, Integer> {
    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(StreamRecord<Integer> element) {
      output.collect(element.replace(element.getValue() * 2));
    }
  }

  @Test
  void shouldStopAnEndlessProgramWhenEnoughIsCollected() throws Exception {
    assertEquals(3, env.fromSequence(0, Long.MAX_VALUE - 1).executeAndCollect(3).size());
  }

  @Test
  void shouldNameTheFunctionThatFails() {
    env.fromData(1, 0).map(i -> 1 / i).print();
    FlyshuttleException e = assertThrows(FlyshuttleException.class, () -> env.execute());

    assertEquals(ErrorCode.USER_FUNCTION_FAILED, e.code());
    assertTrue(e.getMessage().contains("ArithmeticException"), e.getMessage());
  }

  @Test
  void shouldShowThePlan() {
    env.fromData(1).map(i -> i + 1).name("plus one").uid("plus").print();
    String plan = env.getExecutionPlan();

    assertTrue(plan.contains("plus one"), plan);
    assertTrue(plan.contains("\"uid\": \"plus\""), plan);
  }
}
