// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.serialize.basic.IntSerializer;
import io.flyshuttle.core.serialize.basic.LongSerializer;
import io.flyshuttle.core.serialize.basic.StringSerializer;
import io.flyshuttle.core.serialize.composite.TupleSerializer;
import io.flyshuttle.core.state.ListStateDescriptor;
import io.flyshuttle.core.state.ReducingStateDescriptor;
import io.flyshuttle.core.stream.window.TimeWindow;
import io.flyshuttle.core.stream.window.Window;
import io.flyshuttle.core.stream.window.WindowFunction;
import io.flyshuttle.core.stream.window.assigner.EventTimeSessionWindows;
import io.flyshuttle.core.stream.window.assigner.GlobalWindows;
import io.flyshuttle.core.stream.window.assigner.SlidingEventTimeWindows;
import io.flyshuttle.core.stream.window.assigner.TumblingEventTimeWindows;
import io.flyshuttle.core.stream.window.assigner.TumblingProcessingTimeWindows;
import io.flyshuttle.core.stream.window.assigner.WindowAssigner;
import io.flyshuttle.core.stream.window.evictor.CountEvictor;
import io.flyshuttle.core.stream.window.evictor.Evictor;
import io.flyshuttle.core.stream.window.trigger.ContinuousEventTimeTrigger;
import io.flyshuttle.core.stream.window.trigger.CountTrigger;
import io.flyshuttle.core.stream.window.trigger.PurgingTrigger;
import io.flyshuttle.core.stream.window.trigger.Trigger;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.operators.harness.OperatorHarness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WindowOperatorTest {
  private static final TypeSerializer<Tuple2<String, Integer>> PAIRS = pairs();

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static TypeSerializer<Tuple2<String, Integer>> pairs() {
    return new TupleSerializer<>(
        (Class<Tuple2<String, Integer>>) (Class) Tuple2.class,
        new TypeSerializer<?>[] {StringSerializer.INSTANCE, IntSerializer.INSTANCE});
  }

  private static Tuple2<String, Integer> pair(String key, int value) {
    return Tuple2.of(key, value);
  }

  private static <W extends Window> OperatorFactory summing(
      WindowAssigner<Object, W> assigner, Trigger<Object, ? super W> trigger, long lateness) {
    return WindowOperator.factory(
        new WindowSpec<Tuple2<String, Integer>, String, W, Object, Object>(
            record -> record.f0,
            StringSerializer.INSTANCE,
            assigner,
            assigner.getWindowSerializer(new ExecutionConfig()),
            trigger,
            null,
            new ReducingStateDescriptor<>("sum", (a, b) -> pair(a.f0, a.f1 + b.f1), PAIRS),
            WindowCalls.emit(),
            lateness,
            "late"));
  }

  private static <W extends Window> OperatorFactory summing(WindowAssigner<Object, W> assigner) {
    return summing(assigner, assigner.getDefaultTrigger(), 0);
  }

  @Test
  void shouldFireATumblingWindowWhenTheWatermarkPassesItsEnd() throws Exception {
    try (OperatorHarness harness =
        OperatorHarness.of(summing(TumblingEventTimeWindows.of(Duration.ofMillis(10))))) {
      harness.process(pair("a", 1), 1).process(pair("a", 2), 9).process(pair("b", 5), 10);
      assertEquals(List.of(), harness.watermark(8).take());
      assertEquals(
          List.of(new OperatorHarness.Emitted(pair("a", 3), 9)), harness.watermark(9).take());
      assertEquals(List.of(pair("b", 5)), harness.watermark(100).takeRecords());
    }
  }

  @Test
  void shouldPutARecordIntoEverySlidingWindow() throws Exception {
    try (OperatorHarness harness =
        OperatorHarness.of(
            summing(SlidingEventTimeWindows.of(Duration.ofMillis(10), Duration.ofMillis(5))))) {
      harness.process(pair("a", 1), 3).process(pair("a", 2), 7);
      assertEquals(List.of(pair("a", 1)), harness.watermark(4).takeRecords());
      assertEquals(List.of(pair("a", 3)), harness.watermark(9).takeRecords());
      assertEquals(List.of(pair("a", 2)), harness.watermark(14).takeRecords());
      assertEquals(List.of(), harness.watermark(1000).takeRecords());
    }
  }

  @Test
  void shouldMergeSessionsThatARecordConnects() throws Exception {
    try (OperatorHarness harness =
        OperatorHarness.of(summing(EventTimeSessionWindows.withGap(Duration.ofMillis(10))))) {
      harness.process(pair("a", 1), 0).process(pair("a", 2), 15).process(pair("b", 7), 3);
      harness.process(pair("a", 4), 8);
      assertEquals(List.of(pair("b", 7)), harness.watermark(14).takeRecords());
      assertEquals(
          List.of(new OperatorHarness.Emitted(pair("a", 7), 24)), harness.watermark(24).take());
      assertEquals(List.of(), harness.watermark(1000).take());
    }
  }

  @Test
  void shouldFireAgainForLateRecordsAndThenSendThemAside() throws Exception {
    TumblingEventTimeWindows assigner = TumblingEventTimeWindows.of(Duration.ofMillis(10));
    try (OperatorHarness harness =
        OperatorHarness.of(summing(assigner, assigner.getDefaultTrigger(), 5))) {
      harness.process(pair("a", 1), 1).watermark(9);
      assertEquals(List.of(pair("a", 1)), harness.takeRecords());
      harness.process(pair("a", 2), 2);
      assertEquals(List.of(pair("a", 3)), harness.takeRecords());
      harness.watermark(14).process(pair("a", 4), 3);
      assertEquals(List.of(), harness.takeRecords());
      assertEquals(List.of(new OperatorHarness.Emitted(pair("a", 4), 3)), harness.side("late"));
    }
  }

  @Test
  void shouldFireByTheClock() throws Exception {
    try (OperatorHarness harness =
        OperatorHarness.of(summing(TumblingProcessingTimeWindows.of(Duration.ofMillis(10))))) {
      harness.clock(5).process(pair("a", 1), Long.MIN_VALUE).clock(9);
      harness.process(pair("a", 2), Long.MIN_VALUE);
      assertEquals(List.of(), harness.takeRecords());
      assertEquals(List.of(pair("a", 3)), harness.clock(10).takeRecords());
    }
  }

  @Test
  void shouldFireAndForgetEveryNumberOfRecords() throws Exception {
    try (OperatorHarness harness =
        OperatorHarness.of(
            summing(GlobalWindows.create(), PurgingTrigger.of(CountTrigger.of(2)), 0))) {
      harness.process(pair("a", 1), 0).process(pair("b", 10), 0).process(pair("a", 2), 0);
      assertEquals(List.of(pair("a", 3)), harness.takeRecords());
      harness.process(pair("a", 4), 0).process(pair("a", 5), 0);
      assertEquals(List.of(pair("a", 9)), harness.takeRecords());
    }
  }

  @Test
  void shouldFireEarlyAtIntervals() throws Exception {
    try (OperatorHarness harness =
        OperatorHarness.of(
            summing(
                TumblingEventTimeWindows.of(Duration.ofMillis(100)),
                ContinuousEventTimeTrigger.of(Duration.ofMillis(20)),
                0))) {
      harness.process(pair("a", 1), 5).watermark(20);
      assertEquals(List.of(pair("a", 1)), harness.takeRecords());
      harness.process(pair("a", 2), 30).watermark(40);
      assertEquals(List.of(pair("a", 3)), harness.takeRecords());
      assertEquals(pair("a", 3), harness.watermark(99).takeRecords().get(0));
      assertEquals(List.of(), harness.watermark(500).takeRecords());
    }
  }

  @Test
  @SuppressWarnings({"unchecked", "rawtypes"})
  void shouldKeepTheLastRecordsWithACountEvictor() throws Exception {
    TypeSerializer<Tuple2<Long, Tuple2<String, Integer>>> timestamped =
        new TupleSerializer<>(
            (Class<Tuple2<Long, Tuple2<String, Integer>>>) (Class) Tuple2.class,
            new TypeSerializer<?>[] {LongSerializer.INSTANCE, PAIRS});
    WindowFunction<Tuple2<String, Integer>, String, String, Window> list =
        (key, window, records, out) -> {
          List<Integer> values = new ArrayList<>();
          records.forEach(record -> values.add(record.f1));
          out.collect(key + values);
        };
    GlobalWindows assigner = GlobalWindows.create();
    OperatorFactory factory =
        WindowOperator.factory(
            new WindowSpec<Tuple2<String, Integer>, String, Window, Object, Object>(
                record -> record.f0,
                StringSerializer.INSTANCE,
                (WindowAssigner) assigner,
                (TypeSerializer) assigner.getWindowSerializer(new ExecutionConfig()),
                CountTrigger.of(2),
                (Evictor) CountEvictor.of(3),
                new ListStateDescriptor<>("list", timestamped),
                (WindowCall) WindowCalls.of(list),
                0,
                ""));
    try (OperatorHarness harness = OperatorHarness.of(factory)) {
      for (int i = 1; i <= 6; i++) {
        harness.process(pair("a", i), i);
      }
      assertEquals(List.of("a[1, 2]", "a[2, 3, 4]", "a[4, 5, 6]"), harness.takeRecords());
    }
  }

  @Test
  void shouldCountRecordsThatAreTooLateWhenNobodyTakesThem() throws Exception {
    WindowAssigner<Object, TimeWindow> assigner =
        TumblingEventTimeWindows.of(Duration.ofMillis(10));
    OperatorFactory factory =
        WindowOperator.factory(
            new WindowSpec<Tuple2<String, Integer>, String, TimeWindow, Object, Object>(
                record -> record.f0,
                StringSerializer.INSTANCE,
                assigner,
                assigner.getWindowSerializer(new ExecutionConfig()),
                assigner.getDefaultTrigger(),
                null,
                new ReducingStateDescriptor<>("sum", (a, b) -> a, PAIRS),
                WindowCalls.emit(),
                0,
                ""));
    try (OperatorHarness harness = OperatorHarness.of(factory)) {
      harness.watermark(50).process(pair("a", 1), 3);
      assertEquals(1, harness.counter("numLateRecordsDropped"));
      assertTrue(harness.take().isEmpty());
    }
  }
}
