// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.connector.source.lib.DataGeneratorSource;
import io.flyshuttle.core.connector.source.lib.RateLimiterStrategy;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.job.RestartStrategies;
import io.flyshuttle.core.serialize.basic.StringSerializer;
import io.flyshuttle.core.stream.source.Watermark;
import io.flyshuttle.core.time.WatermarkStrategy;
import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.datastream.DataStream;
import io.flyshuttle.datastream.StreamExecutionEnvironment;
import io.flyshuttle.datastream.operator.AbstractStreamOperator;
import io.flyshuttle.datastream.operator.InternalTimer;
import io.flyshuttle.datastream.operator.InternalTimerService;
import io.flyshuttle.datastream.operator.OneInputStreamOperator;
import io.flyshuttle.datastream.operator.StreamRecord;
import io.flyshuttle.datastream.operator.Triggerable;
import io.flyshuttle.datastream.operator.TwoInputStreamOperator;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Operators of the program's own see records, watermarks, barriers and timers. */
final class CustomOperatorsTest {
  private static final int COUNT = 30_000;
  private static final AtomicInteger FAILURES_LEFT = new AtomicInteger();

  private static List<String> sorted(DataStream<String> stream) throws Exception {
    return stream.executeAndCollect(Integer.MAX_VALUE).stream().sorted().toList();
  }

  @Test
  void shouldSeeWatermarksOfBothInputsAndRingTimersByKeyAndNamespace() throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(2);
    DataStream<Long> early = withTime(env.fromData(1L, 2L, 3L));
    DataStream<Long> late = withTime(env.fromData(11L, 12L));
    DataStream<String> seen =
        early
            .keyBy(number -> number % 2)
            .connect(late.keyBy(number -> number % 2))
            .transform("remind", Types.STRING, new Reminders());
    assertEquals(
        List.of(
            "first rang for 0 at 102",
            "first rang for 1 at 101",
            "first rang for 1 at 103",
            "second rang for 0 at 112",
            "second rang for 1 at 111"),
        sorted(seen).stream().filter(text -> text.contains("rang")).toList());
  }

  private static DataStream<Long> withTime(DataStream<Long> numbers) {
    return numbers.assignTimestampsAndWatermarks(
        WatermarkStrategy.<Long>forMonotonousTimestamps().withTimestampAssigner((n, t) -> n));
  }

  /** Sets a timer a tenth of a second after each record, in a namespace of its input. */
  private static final class Reminders extends AbstractStreamOperator<String>
      implements TwoInputStreamOperator<Long, Long, String>, Triggerable<Long, String> {
    private static final long serialVersionUID = 1L;
    private transient InternalTimerService<String> timers;
    private transient long highestOfFirst;
    private transient long highestOfSecond;

    @Override
    public void open() {
      highestOfFirst = Long.MIN_VALUE;
      highestOfSecond = Long.MIN_VALUE;
      timers = getInternalTimerService("reminders", StringSerializer.INSTANCE, this);
    }

    @Override
    public void processElement1(StreamRecord<Long> element) {
      timers.registerEventTimeTimer("first", element.getTimestamp() + 100);
    }

    @Override
    public void processElement2(StreamRecord<Long> element) {
      timers.registerEventTimeTimer("second", element.getTimestamp() + 100);
      timers.registerEventTimeTimer("taken back", element.getTimestamp() + 50);
      timers.deleteEventTimeTimer("taken back", element.getTimestamp() + 50);
    }

    @Override
    public void processWatermark1(Watermark mark) throws Exception {
      highestOfFirst = Math.max(highestOfFirst, mark.getTimestamp());
      super.processWatermark1(mark);
    }

    @Override
    public void processWatermark2(Watermark mark) throws Exception {
      highestOfSecond = Math.max(highestOfSecond, mark.getTimestamp());
      super.processWatermark2(mark);
    }

    @Override
    public void onEventTime(InternalTimer<Long, String> timer) {
      if (Math.min(highestOfFirst, highestOfSecond) < timer.getTimestamp()) {
        throw new IllegalStateException("rings before both watermarks have reached it");
      }
      output.collect(
          new StreamRecord<>(
              timer.getNamespace() + " rang for " + timer.getKey() + " at " + timer.getTimestamp(),
              timer.getTimestamp()));
    }

    @Override
    public void onProcessingTime(InternalTimer<Long, String> timer) {
      throw new IllegalStateException("no such timer is set");
    }
  }

  @Test
  void whenThereAreNoKeysThenTimersAreRefused() {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.fromData(1L)
        .connect(env.fromData(2L))
        .transform("no keys", Types.STRING, new Reminders())
        .print();
    FlyshuttleException refused = assertThrows(FlyshuttleException.class, env::execute);
    assertTrue(refused.getMessage().contains("keyBy"), refused.getMessage());
  }

  @Test
  void whatIsEmittedBeforeABarrierShouldBeInItsCheckpoint() throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(2);
    env.enableCheckpointing(20);
    env.setRestartStrategy(RestartStrategies.fixedDelayRestart(3, 10));
    FAILURES_LEFT.set(3);
    DataStream<Long> held =
        env.fromSource(
                new DataGeneratorSource<>(
                    n -> n, COUNT, RateLimiterStrategy.perSecond(60_000), Types.LONG),
                WatermarkStrategy.noWatermarks(),
                "numbers")
            .transform("hold until the barrier", Types.LONG, new HoldsUntilTheBarrier());
    TreeMap<Long, Integer> counts = new TreeMap<>();
    held.executeAndCollect(Integer.MAX_VALUE)
        .forEach(number -> counts.merge(number, 1, Integer::sum));

    assertEquals(0, FAILURES_LEFT.get());
    assertEquals(COUNT, counts.size());
    counts.forEach((number, times) -> assertEquals(1, times, () -> "number " + number));
  }

  /** Keeps records in a field only, and lets them go before each snapshot. */
  private static final class HoldsUntilTheBarrier extends AbstractStreamOperator<Long>
      implements OneInputStreamOperator<Long, Long> {
    private static final long serialVersionUID = 1L;
    private transient List<Long> held;
    private transient int seen;

    @Override
    public void open() {
      held = new ArrayList<>();
    }

    @Override
    public void processElement(StreamRecord<Long> element) {
      if (++seen > COUNT / 8 && FAILURES_LEFT.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        throw new IllegalStateException("a failure of this test");
      }
      held.add(element.getValue());
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
      letGo();
    }

    @Override
    public void finish() {
      letGo();
    }

    private void letGo() {
      held.forEach(number -> output.collect(new StreamRecord<>(number)));
      held.clear();
    }
  }
}
