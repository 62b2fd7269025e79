// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.window;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flyshuttle.core.function.AggregateFunction;
import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.serialize.basic.IntSerializer;
import io.flyshuttle.core.serialize.basic.LongSerializer;
import io.flyshuttle.core.serialize.composite.TupleSerializer;
import io.flyshuttle.core.state.AggregatingStateDescriptor;
import io.flyshuttle.core.stream.window.TimeWindow;
import io.flyshuttle.core.stream.window.WindowFunction;
import io.flyshuttle.core.stream.window.assigner.EventTimeSessionWindows;
import io.flyshuttle.core.stream.window.assigner.SlidingEventTimeWindows;
import io.flyshuttle.core.stream.window.assigner.TumblingEventTimeWindows;
import io.flyshuttle.core.stream.window.assigner.WindowAssigner;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.operators.harness.OperatorHarness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Windows over random streams, against references that know the whole stream. */
final class WindowPropertyTest {

  /** A record of {@code key} at {@code time}; a negative key is a watermark. */
  record Event(int key, int time) {}

  private static final int FAR = 1_000_000;

  /** Sums in an accumulator that is changed in place, as users may do. */
  private static final class Sum
      implements AggregateFunction<Tuple2<Integer, Integer>, Tuple2<Integer, Integer>, Integer> {
    private static final long serialVersionUID = 1L;

    @Override
    public Tuple2<Integer, Integer> createAccumulator() {
      return Tuple2.of(0, 0);
    }

    @Override
    public Tuple2<Integer, Integer> add(
        Tuple2<Integer, Integer> value, Tuple2<Integer, Integer> accumulator) {
      accumulator.f0 += value.f1;
      return accumulator;
    }

    @Override
    public Integer getResult(Tuple2<Integer, Integer> accumulator) {
      return accumulator.f0;
    }

    @Override
    public Tuple2<Integer, Integer> merge(Tuple2<Integer, Integer> a, Tuple2<Integer, Integer> b) {
      // the right one is spoilt on purpose: nobody may rely on it afterwards
      a.f0 += b.f0;
      b.f0 = -FAR;
      return a;
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static final TypeSerializer<Tuple2<Integer, Integer>> ACCUMULATORS =
      new TupleSerializer<>(
          (Class<Tuple2<Integer, Integer>>) (Class) Tuple2.class,
          new TypeSerializer<?>[] {IntSerializer.INSTANCE, IntSerializer.INSTANCE});

  private static final WindowFunction<Integer, String, Integer, TimeWindow> SHOW =
      (key, window, sums, out) ->
          out.collect(
              key + "@" + window.getStart() + "-" + window.getEnd() + "=" + sums.iterator().next());

  @Provide
  Arbitrary<List<Event>> streams() {
    Arbitrary<Event> event =
        Combinators.combine(
                Arbitraries.integers().between(-1, 2), Arbitraries.integers().between(0, 200))
            .as(Event::new);
    return event.list().ofMaxSize(120);
  }

  private static OperatorFactory plain(WindowAssigner<Object, TimeWindow> assigner) {
    return WindowOperator.factory(
        new WindowSpec<Tuple2<Integer, Integer>, Integer, TimeWindow, Integer, String>(
            record -> record.f0,
            IntSerializer.INSTANCE,
            assigner,
            assigner.getWindowSerializer(new ExecutionConfig()),
            assigner.getDefaultTrigger(),
            null,
            new AggregatingStateDescriptor<>("sum", new Sum(), ACCUMULATORS),
            WindowCalls.single(WindowCalls.of(SHOW)),
            0,
            "late"));
  }

  private static OperatorFactory sliced(WindowAssigner<Object, TimeWindow> assigner) {
    WindowCall<Integer, TimeWindow, Integer, String> call =
        WindowCalls.single(WindowCalls.of(SHOW));
    return SliceWindows.<Tuple2<Integer, Integer>, Integer>of(
            assigner, record -> record.f0, IntSerializer.INSTANCE, "late")
        .orElseThrow()
        .aggregating(new Sum(), ACCUMULATORS, call);
  }

  /** Runs a stream; what fires by the same watermark is sorted, as its order is not defined. */
  private static List<Object> run(OperatorFactory factory, List<Event> events) throws Exception {
    List<Object> results = new ArrayList<>();
    try (OperatorHarness harness = OperatorHarness.of(factory)) {
      long watermark = Long.MIN_VALUE;
      for (int i = 0; i < events.size(); i++) {
        Event event = events.get(i);
        if (event.key >= 0) {
          harness.process(Tuple2.of(event.key, i + 1), event.time);
        } else if (event.time > watermark) {
          watermark = event.time;
          results.add(harness.watermark(watermark).takeRecords().stream().sorted().toList());
        }
      }
      results.add(harness.watermark(Long.MAX_VALUE).takeRecords().stream().sorted().toList());
      results.add("late: " + harness.side("late"));
      assertEquals(
          0,
          harness.keyedState().getTimerQueue("event-time-timers", LongSerializer.INSTANCE).size());
    }
    return results;
  }

  @Property(tries = 300)
  void shouldGiveTheSameResultsBySlicesAsPlainly(
      @ForAll("streams") List<Event> events,
      @ForAll @IntRange(min = 1, max = 12) int sizeUnits,
      @ForAll @IntRange(min = 1, max = 12) int slideUnits,
      @ForAll @IntRange(min = 1, max = 5) int unit)
      throws Exception {
    long size = (long) Math.max(sizeUnits, slideUnits) * unit;
    long slide = (long) Math.min(sizeUnits, slideUnits) * unit;
    SlidingEventTimeWindows assigner =
        SlidingEventTimeWindows.of(
            Duration.ofMillis(size), Duration.ofMillis(slide), Duration.ofMillis(slide / 2));

    assertEquals(run(plain(assigner), events), run(sliced(assigner), events));
  }

  @Property(tries = 200)
  void shouldSumTumblingWindowsLikeTheReference(
      @ForAll("streams") List<Event> events, @ForAll @IntRange(min = 1, max = 50) int size)
      throws Exception {
    List<Event> records = events.stream().filter(event -> event.key >= 0).toList();
    Map<String, Integer> expected = new TreeMap<>();
    for (int i = 0; i < records.size(); i++) {
      Event event = records.get(i);
      int start = event.time - event.time % size;
      expected.merge(event.key + "@" + start + "-" + (start + size), i + 1, Integer::sum);
    }

    List<Object> shown =
        expected.entrySet().stream()
            .<Object>map(entry -> entry.getKey() + "=" + entry.getValue())
            .sorted()
            .toList();
    TumblingEventTimeWindows assigner = TumblingEventTimeWindows.of(Duration.ofMillis(size));
    assertEquals(shown, run(plain(assigner), records).get(0));
    assertEquals(shown, run(sliced(assigner), records).get(0));
  }

  @Property(tries = 200)
  void shouldFindSessionsLikeTheReference(
      @ForAll("streams") List<Event> events, @ForAll @IntRange(min = 1, max = 30) int gap)
      throws Exception {
    List<Event> records = events.stream().filter(event -> event.key >= 0).toList();
    List<String> expected = new ArrayList<>();
    for (int key = 0; key <= 2; key++) {
      TreeMap<Integer, Integer> sumByTime = new TreeMap<>();
      for (int i = 0; i < records.size(); i++) {
        if (records.get(i).key == key) {
          sumByTime.merge(records.get(i).time, i + 1, Integer::sum);
        }
      }
      Integer start = null;
      int end = 0;
      int sum = 0;
      for (Map.Entry<Integer, Integer> entry : sumByTime.entrySet()) {
        if (start != null && entry.getKey() > end) {
          expected.add(key + "@" + start + "-" + end + "=" + sum);
          start = null;
        }
        if (start == null) {
          start = entry.getKey();
          sum = 0;
        }
        end = entry.getKey() + gap;
        sum += entry.getValue();
      }
      if (start != null) {
        expected.add(key + "@" + start + "-" + end + "=" + sum);
      }
    }

    List<Object> results =
        run(plain(EventTimeSessionWindows.withGap(Duration.ofMillis(gap))), records);
    assertEquals(expected.stream().sorted().toList(), results.get(0));
  }
}
