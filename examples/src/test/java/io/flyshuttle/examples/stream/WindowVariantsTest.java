// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flyshuttle.core.function.CloseableIterator;
import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.stream.window.DeltaFunction;
import io.flyshuttle.core.stream.window.TimeWindow;
import io.flyshuttle.core.stream.window.Window;
import io.flyshuttle.core.stream.window.WindowFunction;
import io.flyshuttle.core.stream.window.assigner.DynamicEventTimeSessionWindows;
import io.flyshuttle.core.stream.window.assigner.GlobalWindows;
import io.flyshuttle.core.stream.window.assigner.SlidingEventTimeWindows;
import io.flyshuttle.core.stream.window.assigner.TumblingEventTimeWindows;
import io.flyshuttle.core.stream.window.evictor.CountEvictor;
import io.flyshuttle.core.stream.window.evictor.DeltaEvictor;
import io.flyshuttle.core.stream.window.evictor.TimeEvictor;
import io.flyshuttle.core.stream.window.trigger.CountTrigger;
import io.flyshuttle.core.stream.window.trigger.DeltaTrigger;
import io.flyshuttle.core.stream.window.trigger.PurgingTrigger;
import io.flyshuttle.core.time.WatermarkStrategy;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.datastream.KeyedStream;
import io.flyshuttle.datastream.StreamExecutionEnvironment;
import io.flyshuttle.datastream.WindowedStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Triggers, evictors and assigners as programs use them: which records each firing sees. */
final class WindowVariantsTest {
  private static final DeltaFunction<Tuple2<Integer, Long>> DIFFERENCE =
      (before, now) -> now.f0 - before.f0;

  /** Records of one key in this order: values, and the milliseconds they happened at. */
  private static KeyedStream<Tuple2<Integer, Long>, Boolean> records(long[][] valuesAndTimes) {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(1);
    List<Tuple2<Integer, Long>> records = new ArrayList<>();
    for (long[] record : valuesAndTimes) {
      records.add(Tuple2.of((int) record[0], record[1]));
    }
    return env.fromCollection(records, Types.TUPLE(Types.INT, Types.LONG))
        .assignTimestampsAndWatermarks(
            WatermarkStrategy.<Tuple2<Integer, Long>>forMonotonousTimestamps()
                .withTimestampAssigner((record, before) -> record.f1))
        .keyBy(record -> true);
  }

  /** The values that each firing saw. */
  private static <W extends Window> List<String> firings(
      WindowedStream<Tuple2<Integer, Long>, Boolean, W> windows) throws Exception {
    WindowFunction<Tuple2<Integer, Long>, String, Boolean, W> join =
        (key, window, input, out) -> out.collect(label(window) + values(input));
    List<String> results = new ArrayList<>();
    try (CloseableIterator<String> iterator =
        windows.apply(join, Types.STRING).executeAndCollect()) {
      iterator.forEachRemaining(results::add);
    }
    return results;
  }

  private static String label(Window window) {
    return window instanceof TimeWindow time ? time.getStart() + "-" + time.getEnd() + ":" : "";
  }

  private static String values(Iterable<Tuple2<Integer, Long>> input) {
    return StreamSupport.stream(input.spliterator(), false)
        .map(record -> record.f0.toString())
        .collect(Collectors.joining(","));
  }

  @Test
  void shouldFireWhenAValueIsFarEnoughFromThatOfTheLastFiring() throws Exception {
    assertEquals(
        List.of("1,2,5", "1,2,5,7,8,9", "1,2,5,7,8,9,20"),
        firings(
            records(new long[][] {{1, 1}, {2, 2}, {5, 3}, {7, 4}, {8, 5}, {9, 6}, {20, 7}, {22, 8}})
                .window(GlobalWindows.create())
                .trigger(
                    DeltaTrigger.of(
                        3,
                        DIFFERENCE,
                        Types.<Tuple2<Integer, Long>>TUPLE(Types.INT, Types.LONG)
                            .createSerializer(new ExecutionConfig())))));
  }

  @Test
  void shouldKeepWhatIsRecentOfTheNewestRecord() throws Exception {
    assertEquals(
        List.of("1,2", "3,4", "5,6"),
        firings(
            records(new long[][] {{1, 0}, {2, 9}, {3, 16}, {4, 19}, {5, 26}, {6, 35}})
                .window(GlobalWindows.create())
                .trigger(CountTrigger.of(2))
                .evictor(TimeEvictor.of(Duration.ofMillis(10)))));
  }

  @Test
  void shouldKeepWhatIsNearTheLastRecord() throws Exception {
    assertEquals(
        List.of("10,9", "10,9,9"),
        firings(
            records(new long[][] {{10, 0}, {9, 1}, {12, 2}, {9, 3}})
                .window(GlobalWindows.create())
                .trigger(CountTrigger.of(2))
                .evictor(DeltaEvictor.of(2, (kept, last) -> Math.abs(last.f0 - kept.f0)))));
  }

  @Test
  void shouldEvictAfterTheFunctionWhereItIsAskedTo() throws Exception {
    assertEquals(
        List.of("1,2", "2,3,4", "4,5,6"),
        firings(
            records(new long[][] {{1, 0}, {2, 1}, {3, 2}, {4, 3}, {5, 4}, {6, 5}})
                .window(GlobalWindows.create())
                .trigger(CountTrigger.of(2))
                .evictor(CountEvictor.of(1, true))));
  }

  @Test
  void shouldForgetWhatAPurgingTriggerHasFired() throws Exception {
    assertEquals(
        List.of("1,2", "3,4"),
        firings(
            records(new long[][] {{1, 0}, {2, 1}, {3, 2}, {4, 3}, {5, 4}})
                .window(GlobalWindows.create())
                .trigger(PurgingTrigger.of(CountTrigger.of(2)))));
  }

  @Test
  void shouldMergeSessionsWhoseGapEachRecordTells() throws Exception {
    assertEquals(
        List.of("0-21:20,1", "22-27:5", "30-33:3"),
        firings(
            records(new long[][] {{20, 0}, {1, 20}, {5, 22}, {3, 30}})
                .window(
                    DynamicEventTimeSessionWindows.withDynamicGap(
                        (Tuple2<Integer, Long> record) -> record.f0))));
  }

  @Test
  void shouldShiftTumblingWindowsByAnOffset() throws Exception {
    assertEquals(
        List.of("-7-3:0,2", "3-13:3,12", "13-23:13"),
        firings(
            records(new long[][] {{0, 0}, {2, 2}, {3, 3}, {12, 12}, {13, 13}})
                .window(TumblingEventTimeWindows.of(Duration.ofMillis(10), Duration.ofMillis(3)))));
  }

  @Test
  void shouldSlideByAnOffsetAndByWhatDoesNotDivideTheSize() throws Exception {
    assertEquals(
        List.of("-7-3:0", "-3-7:0,5", "1-11:5,9", "5-15:5,9", "9-19:9"),
        firings(
            records(new long[][] {{0, 0}, {5, 5}, {9, 9}})
                .window(
                    SlidingEventTimeWindows.of(
                        Duration.ofMillis(10), Duration.ofMillis(4), Duration.ofMillis(1)))));
  }
}
