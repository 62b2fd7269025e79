// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.metric.MetricGroup;
import io.flyshuttle.core.metric.MetricTree;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class WatermarksTest {
  private final ManualClock clock = new ManualClock();
  private final List<String> emitted = new ArrayList<>();
  private final WatermarkOutput output =
      new WatermarkOutput() {
        @Override
        public void emitWatermark(Watermark watermark) {
          emitted.add(String.valueOf(watermark.getTimestamp()));
        }

        @Override
        public void markIdle() {
          emitted.add("idle");
        }

        @Override
        public void markActive() {
          emitted.add("active");
        }
      };
  private final Context context = new Context();

  private final class Context
      implements WatermarkGeneratorSupplier.Context, TimestampAssignerSupplier.Context {
    @Override
    public MetricGroup getMetricGroup() {
      return MetricTree.unreported();
    }

    @Override
    public RelativeClock getInputActivityClock() {
      return clock;
    }
  }

  @SuppressWarnings("unchecked")
  private static <T> WatermarkStrategy<T> sent(WatermarkStrategy<T> strategy) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(strategy);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (WatermarkStrategy<T>) in.readObject();
    }
  }

  @Test
  void shouldStayBehindTheHighestTimestamp() throws Exception {
    WatermarkGenerator<String> generator =
        sent(WatermarkStrategy.<String>forBoundedOutOfOrderness(Duration.ofMillis(10)))
            .createWatermarkGenerator(context);
    generator.onPeriodicEmit(output);
    generator.onEvent("a", 100, output);
    generator.onEvent("b", 50, output);
    generator.onPeriodicEmit(output);
    assertEquals(List.of(String.valueOf(Long.MIN_VALUE), "89"), emitted);
  }

  @Test
  void shouldFollowAscendingTimestampsAndNothingAtAll() {
    WatermarkGenerator<String> ascending =
        WatermarkStrategy.<String>forMonotonousTimestamps().createWatermarkGenerator(context);
    ascending.onEvent("a", 7, output);
    ascending.onPeriodicEmit(output);
    WatermarkGenerator<String> none =
        WatermarkStrategy.<String>noWatermarks().createWatermarkGenerator(context);
    none.onEvent("a", 9, output);
    none.onPeriodicEmit(output);
    assertEquals(List.of("6"), emitted);
  }

  @Test
  void shouldMarkIdleOnceAndWakeUp() throws Exception {
    WatermarkGenerator<String> generator =
        sent(WatermarkStrategy.<String>forMonotonousTimestamps()
                .withIdleness(Duration.ofSeconds(5)))
            .createWatermarkGenerator(context);
    generator.onEvent("a", 1, output);
    clock.advanceTime(5, TimeUnit.SECONDS);
    generator.onPeriodicEmit(output);
    clock.advanceTime(Duration.ofMillis(1));
    generator.onPeriodicEmit(output);
    generator.onPeriodicEmit(output);
    generator.onEvent("b", 10, output);
    generator.onPeriodicEmit(output);
    assertEquals(List.of("0", "idle", "9"), emitted);
    assertThrows(
        IllegalArgumentException.class,
        () -> WatermarkStrategy.noWatermarks().withIdleness(Duration.ZERO));
  }

  @Test
  void shouldKeepWhatWasSetWhenMoreIsSet() throws Exception {
    WatermarkStrategy<Long> strategy =
        sent(
            WatermarkStrategy.<Long>forBoundedOutOfOrderness(Duration.ZERO)
                .withTimestampAssigner((record, before) -> record * 2)
                .withWatermarkAlignment("group", Duration.ofSeconds(3))
                .withIdleness(Duration.ofSeconds(1)));
    assertEquals(14, strategy.createTimestampAssigner(context).extractTimestamp(7L, -1));
    assertTrue(strategy.getAlignmentParameters().isEnabled());
    assertEquals("group", strategy.getAlignmentParameters().getWatermarkGroup());
    assertEquals(3000, strategy.getAlignmentParameters().getMaxAllowedWatermarkDrift());
    assertTrue(strategy.createWatermarkGenerator(context) instanceof WatermarksWithIdleness);
    assertFalse(WatermarkStrategy.noWatermarks().getAlignmentParameters().isEnabled());
    assertEquals(
        5,
        WatermarkStrategy.noWatermarks().createTimestampAssigner(context).extractTimestamp("", 5));
  }

  @Test
  void shouldSayLengthsOfTime() {
    assertEquals(3_600_000, Time.hours(1).toMilliseconds());
    assertEquals(Time.minutes(60), Time.hours(1));
    assertEquals(Duration.ofDays(2), Time.days(2).toDuration());
    assertEquals(Time.seconds(5), Time.of(Duration.ofSeconds(5)));
    assertEquals(TimeUnit.SECONDS, Time.seconds(5).getUnit());
    assertEquals(5, Time.seconds(5).getSize());
  }

  @Test
  void shouldNameSideOutputs() {
    OutputTag<String> tag = new OutputTag<String>("late") {};
    assertEquals(String.class, tag.getTypeInfo().getTypeClass());
    assertEquals(new OutputTag<>("late", tag.getTypeInfo()), tag);
    assertTrue(OutputTag.isResponsibleFor(tag, new OutputTag<>("late", tag.getTypeInfo())));
    assertThrows(IllegalArgumentException.class, () -> new OutputTag<String>("") {});
    assertThrows(NullPointerException.class, () -> new OutputTag<String>(null) {});
  }
}
