// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.serialize.basic.StringSerializer;
import io.flyshuttle.core.stream.process.KeyedProcessFunction;
import io.flyshuttle.operators.function.UserFunction;
import io.flyshuttle.operators.harness.OperatorHarness;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Timers of process functions, with a watermark and a clock that are moved by hand. */
final class ProcessTimersTest {

  private static final OperatorFactory FACTORY =
      KeyedProcessCaller.factory(
          UserFunction.of(new Alarms()), text -> text.substring(0, 1), StringSerializer.INSTANCE);

  private static List<Object> records(OperatorHarness harness) {
    return harness.take().stream().map(OperatorHarness.Emitted::record).toList();
  }

  @Test
  void shouldRingInEventTimeOncePerKeyAndTimeInOrder() throws Exception {
    try (OperatorHarness harness = OperatorHarness.of(FACTORY)) {
      harness.process("a event 20", 1).process("b event 10", 2).process("a event 20", 3);
      harness.watermark(9);
      assertEquals(List.of(), records(harness));
      harness.watermark(19);
      assertEquals(List.of("b EVENT_TIME 10"), records(harness));
      harness.watermark(100);
      assertEquals(List.of("a EVENT_TIME 20"), records(harness));
    }
  }

  @Test
  void shouldRingByTheClock() throws Exception {
    try (OperatorHarness harness = OperatorHarness.of(FACTORY)) {
      harness.process("a clock 500", 1).process("b clock 300", 1).process("c clock 900", 1);
      harness.watermark(Long.MAX_VALUE);
      assertEquals(List.of(), records(harness));
      harness.clock(600);
      assertEquals(List.of("b PROCESSING_TIME 300", "a PROCESSING_TIME 500"), records(harness));
    }
  }

  @Test
  void shouldTakeTimersBack() throws Exception {
    try (OperatorHarness harness = OperatorHarness.of(FACTORY)) {
      harness.process("a event 20", 1).process("a clock 500", 1);
      harness.process("b back 20", 1).process("a back 20", 1).process("a back 500", 1);
      harness.watermark(1_000).clock(1_000);
      assertEquals(List.of(), records(harness));
    }
  }

  @Test
  void whenRestoredThenTimersThatHadNotRungRingOnce() throws Exception {
    OperatorHarness.Saved saved;
    try (OperatorHarness harness = OperatorHarness.of(FACTORY)) {
      harness.process("a event 10", 1).process("a event 20", 1).process("b clock 300", 1);
      harness.watermark(15);
      assertEquals(List.of("a EVENT_TIME 10"), records(harness));
      saved = harness.save(1);
      harness.watermark(100);
      assertEquals(List.of("a EVENT_TIME 20"), records(harness));
    }
    try (OperatorHarness harness = OperatorHarness.restore(FACTORY, saved)) {
      harness.watermark(100).watermark(200);
      assertEquals(List.of("a EVENT_TIME 20"), records(harness));
      harness.clock(1_000).clock(2_000);
      assertEquals(List.of("b PROCESSING_TIME 300"), records(harness));
    }
  }

  @Test
  void shouldRingAllTimersAtTheEndOfABatchAndNoneBefore() throws Exception {
    try (OperatorHarness harness = OperatorHarness.setup(FACTORY).batch().open()) {
      harness.process("a clock 500", 1).process("b clock 300", 1).process("b clock 9000", 1);
      harness.process("c event 700", 1);
      harness.clock(1_000);
      assertEquals(List.of(), records(harness));
      harness.watermark(Long.MAX_VALUE);
      assertEquals(
          List.of(
              "c EVENT_TIME 700",
              "b PROCESSING_TIME 300",
              "a PROCESSING_TIME 500",
              "b PROCESSING_TIME 9000"),
          records(harness));
      harness.clock(10_000);
      assertEquals(List.of(), records(harness));
    }
  }

  @Test
  void shouldLeaveOutWhatTimersSetAtTheEndOfABatch() throws Exception {
    OperatorFactory again =
        KeyedProcessCaller.factory(
            UserFunction.of(new AlarmsWithoutEnd()), text -> text, StringSerializer.INSTANCE);
    try (OperatorHarness harness = OperatorHarness.setup(again).batch().open()) {
      harness.process("a", 1).watermark(Long.MAX_VALUE);
      assertEquals(List.of("EVENT_TIME 10", "PROCESSING_TIME 20"), records(harness));
    }
  }

  /** Sets both timers anew whenever one rings. */
  private static final class AlarmsWithoutEnd extends KeyedProcessFunction<String, String, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(String text, Context context, Collector<String> out) {
      context.timerService().registerEventTimeTimer(10);
      context.timerService().registerProcessingTimeTimer(20);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<String> out) {
      out.collect(context.timeDomain() + " " + timestamp);
      context.timerService().registerEventTimeTimer(timestamp + 1);
      context.timerService().registerProcessingTimeTimer(timestamp + 1);
    }
  }

  /** Records are {@code key what time}. */
  private static final class Alarms extends KeyedProcessFunction<String, String, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(String text, Context context, Collector<String> out) {
      String[] words = text.split(" ");
      long time = Long.parseLong(words[2]);
      switch (words[1]) {
        case "event" -> context.timerService().registerEventTimeTimer(time);
        case "clock" -> context.timerService().registerProcessingTimeTimer(time);
        default -> {
          context.timerService().deleteEventTimeTimer(time);
          context.timerService().deleteProcessingTimeTimer(time);
        }
      }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<String> out) {
      out.collect(context.getCurrentKey() + " " + context.timeDomain() + " " + timestamp);
    }
  }
}
