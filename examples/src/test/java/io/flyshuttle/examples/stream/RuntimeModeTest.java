// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.connector.file.FileSink;
import io.flyshuttle.core.connector.schema.SimpleStringEncoder;
import io.flyshuttle.core.connector.source.lib.NumberSequenceSource;
import io.flyshuttle.core.function.CloseableIterator;
import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.FoldFunction;
import io.flyshuttle.core.function.rich.OpenContext;
import io.flyshuttle.core.job.InvalidProgramException;
import io.flyshuttle.core.option.BatchShuffleMode;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.option.ExecutionOptions;
import io.flyshuttle.core.option.RuntimeExecutionMode;
import io.flyshuttle.core.state.ValueState;
import io.flyshuttle.core.state.ValueStateDescriptor;
import io.flyshuttle.core.stream.process.KeyedProcessFunction;
import io.flyshuttle.core.stream.source.SourceFunction;
import io.flyshuttle.core.stream.window.assigner.SlidingProcessingTimeWindows;
import io.flyshuttle.core.stream.window.assigner.TumblingEventTimeWindows;
import io.flyshuttle.core.time.Watermark;
import io.flyshuttle.core.time.WatermarkGenerator;
import io.flyshuttle.core.time.WatermarkOutput;
import io.flyshuttle.core.time.WatermarkStrategy;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.datastream.DataStream;
import io.flyshuttle.datastream.StreamExecutionEnvironment;
import io.flyshuttle.datastream.operator.AbstractStreamOperator;
import io.flyshuttle.datastream.operator.OneInputStreamOperator;
import io.flyshuttle.datastream.operator.OperatorAttributes;
import io.flyshuttle.datastream.operator.OperatorAttributesBuilder;
import io.flyshuttle.datastream.operator.StreamRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same stream programs as streams and, their inputs being finite, as batches. */
final class RuntimeModeTest {
  @TempDir Path directory;

  private static StreamExecutionEnvironment environment(RuntimeExecutionMode mode) {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(2);
    return env.setRuntimeMode(mode);
  }

  private static <T> List<String> sorted(DataStream<T> stream) throws Exception {
    List<String> results = new ArrayList<>();
    try (CloseableIterator<T> iterator = stream.executeAndCollect()) {
      iterator.forEachRemaining(result -> results.add(result.toString()));
    }
    results.sort(null);
    return results;
  }

  private static DataStream<Tuple2<String, Integer>> sums(StreamExecutionEnvironment env) {
    return env.fromData(Tuple2.of("a", 1), Tuple2.of("b", 5), Tuple2.of("a", 2), Tuple2.of("a", 4))
        .keyBy(pair -> pair.f0)
        .sum(1);
  }

  @Test
  void shouldEmitTheLastResultOfEachKeyInABatchAndEachResultInAStream() throws Exception {
    assertEquals(
        List.of("(a,1)", "(a,3)", "(a,7)", "(b,5)"),
        sorted(sums(environment(RuntimeExecutionMode.STREAMING))));
    List<String> last = List.of("(a,7)", "(b,5)");
    assertEquals(last, sorted(sums(environment(RuntimeExecutionMode.BATCH))));
    assertEquals(last, sorted(sums(environment(RuntimeExecutionMode.AUTOMATIC))));
    StreamExecutionEnvironment configured =
        StreamExecutionEnvironment.getExecutionEnvironment(
            new Configuration().set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.BATCH));
    assertEquals(last, sorted(sums(configured)));
    assertEquals(
        last,
        sorted(
            environment(RuntimeExecutionMode.BATCH)
                .fromData(Tuple2.of("a", 3), Tuple2.of("b", 5), Tuple2.of("a", 4))
                .keyBy(pair -> pair.f0)
                .reduce((one, other) -> Tuple2.of(one.f0, one.f1 + other.f1))));
  }

  private static List<String> folded(RuntimeExecutionMode mode) throws Exception {
    return sorted(
        environment(mode)
            .fromData(Tuple2.of("a", 3), Tuple2.of("b", 5), Tuple2.of("a", 4))
            .keyBy(pair -> pair.f0)
            .fold("", new Joined()));
  }

  @Test
  void shouldEmitTheLastAccumulatorOfEachKeyInABatch() throws Exception {
    assertEquals(List.of("3,", "3,4,", "5,"), folded(RuntimeExecutionMode.STREAMING));
    assertEquals(List.of("3,4,", "5,"), folded(RuntimeExecutionMode.BATCH));
  }

  @Test
  void shouldRingTimersOfProcessingTimeWhenABatchHasReadAll() throws Exception {
    DataStream<String> counted =
        environment(RuntimeExecutionMode.BATCH)
            .fromSequence(1, 10)
            .keyBy(number -> number % 2)
            .process(new CountsInADay());
    assertEquals(List.of("0: 5", "1: 5"), sorted(counted));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void shouldFireWindowsOfProcessingTimeWhenABatchHasReadAll(int slides) throws Exception {
    // such a window is not over for some decades
    Duration slide = Duration.ofDays(20_000);
    DataStream<Long> sums =
        environment(RuntimeExecutionMode.BATCH)
            .fromSequence(1, 10)
            .keyBy(number -> number % 2)
            .window(SlidingProcessingTimeWindows.of(slide.multipliedBy(slides), slide))
            .reduce(Long::sum);
    List<String> expected = new ArrayList<>(Collections.nCopies(slides, "25"));
    expected.addAll(Collections.nCopies(slides, "30"));
    assertEquals(expected, sorted(sums));
  }

  @Test
  void shouldWaitForCompleteResultsWhereTheProgramAsksForIt() throws Exception {
    Configuration settings = new Configuration();
    settings.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.BATCH);
    settings.set(ExecutionOptions.BATCH_SHUFFLE_MODE, BatchShuffleMode.ALL_EXCHANGES_BLOCKING);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(settings).setParallelism(2);
    Supplier<DataStream<Tuple2<Long, Long>>> sums =
        () ->
            env.fromSource(
                    new NumberSequenceSource(1, 20_000),
                    WatermarkStrategy.<Long>forMonotonousTimestamps()
                        .withTimestampAssigner((number, before) -> number),
                    "numbers")
                .rebalance()
                .map(number -> Tuple2.of(number % 3, number))
                .returns(Types.TUPLE(Types.LONG, Types.LONG))
                .keyBy(pair -> pair.f0)
                .window(TumblingEventTimeWindows.of(Duration.ofMillis(100_000)))
                .sum(1)
                .keyBy(pair -> pair.f0)
                .sum(1);
    sums.get().print();
    String plan = env.getExecutionPlan();
    assertEquals(3, plan.split("\"exchange\": \"BLOCKING\"", -1).length - 1, plan);
    assertEquals(List.of("(0,66663333)", "(1,66670000)", "(2,66676667)"), sorted(sums.get()));
  }

  /** Emits its sum when its input has ended, and says so. */
  private static final class SumAtEnd extends AbstractStreamOperator<Long>
      implements OneInputStreamOperator<Long, Long> {
    private static final long serialVersionUID = 1L;
    private transient long sum;

    @Override
    public void processElement(StreamRecord<Long> element) {
      sum += element.getValue();
    }

    @Override
    public void finish() {
      output.collect(new StreamRecord<>(sum));
    }

    @Override
    public OperatorAttributes getOperatorAttributes() {
      return new OperatorAttributesBuilder().setOutputOnlyAfterEndOfStream(true).build();
    }
  }

  @Test
  void shouldStartReadersOfAnOperatorThatEmitsAtItsEndWhenItHasFinished() throws Exception {
    StreamExecutionEnvironment env = environment(RuntimeExecutionMode.BATCH);
    Supplier<DataStream<Long>> sums =
        () ->
            env.fromSequence(1, 100)
                .rebalance()
                .transform("sum", Types.LONG, new SumAtEnd())
                .keyBy(number -> 0)
                .reduce(Long::sum);
    sums.get().print();
    String plan = env.getExecutionPlan();
    assertEquals(1, plan.split("\"exchange\": \"BLOCKING\"", -1).length - 1, plan);
    assertEquals(List.of("5050"), sorted(sums.get()));
  }

  private static List<String> countsInWindows(RuntimeExecutionMode mode) throws Exception {
    StreamExecutionEnvironment env = environment(mode);
    env.setParallelism(1);
    return sorted(
        env.fromData(50L, 3L, 61L, 4L, 52L)
            .assignTimestampsAndWatermarks(
                WatermarkStrategy.<Long>forGenerator(context -> new EachRecordsWatermark())
                    .withTimestampAssigner((time, before) -> time))
            .map(time -> Tuple2.of(time / 10, 1))
            .returns(Types.TUPLE(Types.LONG, Types.INT))
            .keyBy(pair -> pair.f0)
            .window(TumblingEventTimeWindows.of(Duration.ofMillis(10)))
            .sum(1));
  }

  @Test
  void shouldTakeNoRecordForLateInABatch() throws Exception {
    assertEquals(List.of("(5,1)", "(6,1)"), countsInWindows(RuntimeExecutionMode.STREAMING));
    assertEquals(List.of("(0,2)", "(5,2)", "(6,1)"), countsInWindows(RuntimeExecutionMode.BATCH));
  }

  @Test
  void shouldRefuseABatchOfASourceThatNeedNotEnd() throws Exception {
    StreamExecutionEnvironment env = environment(RuntimeExecutionMode.BATCH);
    env.addSource(new Numbers(), "numbers").print();
    String words = assertThrows(InvalidProgramException.class, env::execute).getMessage();
    assertTrue(words.contains("numbers"), words);
    assertTrue(words.contains("AUTOMATIC"), words);

    assertEquals(
        List.of("1", "2"),
        sorted(
            environment(RuntimeExecutionMode.AUTOMATIC)
                .addSource(new Numbers(), "numbers")
                .keyBy(number -> 0)
                .reduce(Integer::sum)
                .map(sum -> sum == 3 ? 2 : sum)));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldShowTheFilesOfABatch(boolean checkpoints) throws Exception {
    StreamExecutionEnvironment env = environment(RuntimeExecutionMode.BATCH);
    if (checkpoints) {
      env.enableCheckpointing(10);
    }
    env.fromSequence(1, 1_000)
        .map(number -> "n" + number)
        .sinkTo(
            FileSink.forRowFormat(
                    new io.flyshuttle.core.file.Path(directory.toUri()),
                    new SimpleStringEncoder<String>())
                .build());
    env.execute();
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertTrue(file.getFileName().toString().startsWith("part-"), file.toString());
        lines.addAll(Files.readAllLines(file));
      }
    }
    assertEquals(1_000, lines.stream().distinct().count());
    assertEquals(1_000, lines.size());
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

  private static final class Joined implements FoldFunction<Tuple2<String, Integer>, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public String fold(String before, Tuple2<String, Integer> pair) {
      return before + pair.f1 + ",";
    }
  }

  /** Says how many records of a key came within a day of the first. */
  private static final class CountsInADay extends KeyedProcessFunction<Long, Long, String> {
    private static final long serialVersionUID = 1L;

    private ValueState<Integer> count;

    @Override
    public void open(OpenContext context) {
      count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.INT));
    }

    @Override
    public void processElement(Long number, Context context, Collector<String> out)
        throws Exception {
      if (count.value() == null) {
        long now = context.timerService().currentProcessingTime();
        context.timerService().registerProcessingTimeTimer(now + Duration.ofDays(1).toMillis());
      }
      count.update(count.value() == null ? 1 : count.value() + 1);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<String> out)
        throws Exception {
      out.collect(context.getCurrentKey() + ": " + count.value());
    }
  }

  private static final class Numbers implements SourceFunction<Integer> {
    private static final long serialVersionUID = 1L;

    @Override
    public void run(SourceContext<Integer> context) {
      context.collect(1);
      context.collect(2);
    }

    @Override
    public void cancel() {}
  }
}
