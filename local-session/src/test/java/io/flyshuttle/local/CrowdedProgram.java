// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.local;

import io.flyshuttle.core.function.AggregateFunction;
import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.rich.OpenContext;
import io.flyshuttle.core.function.rich.RichMapFunction;
import io.flyshuttle.core.state.BroadcastState;
import io.flyshuttle.core.state.FunctionInitializationContext;
import io.flyshuttle.core.state.FunctionSnapshotContext;
import io.flyshuttle.core.state.ListState;
import io.flyshuttle.core.state.ListStateDescriptor;
import io.flyshuttle.core.state.MapStateDescriptor;
import io.flyshuttle.core.state.ValueState;
import io.flyshuttle.core.state.ValueStateDescriptor;
import io.flyshuttle.core.stream.checkpoint.CheckpointedFunction;
import io.flyshuttle.core.stream.process.BroadcastProcessFunction;
import io.flyshuttle.core.stream.process.KeyedProcessFunction;
import io.flyshuttle.core.stream.sink.SinkFunction;
import io.flyshuttle.core.stream.source.RichParallelSourceFunction;
import io.flyshuttle.core.stream.window.TimeWindow;
import io.flyshuttle.core.stream.window.WindowFunction;
import io.flyshuttle.core.stream.window.assigner.TumblingEventTimeWindows;
import io.flyshuttle.core.time.WatermarkStrategy;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.tuple.Tuple3;
import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.datastream.DataStream;
import io.flyshuttle.datastream.StreamExecutionEnvironment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * A program with edges of many kinds whose functions are slow until a test opens them, so that
 * records crowd in all channels; some are larger than three buffers. What it has seen is of this
 * JVM, because functions are copied on their way to the tasks.
 */
final class CrowdedProgram {
  private static final int SLICES = 6;
  private static final int PER_SLICE = 2_500;
  private static final int KEYS = 50;
  private static final int WINDOW = 500;
  private static final int LARGE_EVERY = 97;
  private static final String LARGE = "x".repeat(100_000);
  private static final String SMALL = "y".repeat(60);

  private static final int RULES = 2_000;
  private static final MapStateDescriptor<Long, Long> KNOWN =
      new MapStateDescriptor<>("known", Types.LONG, Types.LONG);

  private static volatile boolean slow;
  private static final Map<Integer, Long> SUMS = new ConcurrentHashMap<>();
  private static final Map<String, Long> WINDOWS = new ConcurrentHashMap<>();
  private static final Map<Long, Long> KNOWN_RULES = new ConcurrentHashMap<>();
  private static final Map<Integer, Long> PARTITIONED = new ConcurrentHashMap<>();

  private CrowdedProgram() {}

  static void begin() {
    slow = true;
    SUMS.clear();
    WINDOWS.clear();
    PARTITIONED.clear();
    KNOWN_RULES.clear();
  }

  /** Functions are fast from now on. */
  static void open() {
    slow = false;
  }

  private static void pass() {
    if (slow) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  static void addTo(StreamExecutionEnvironment env, int sources) {
    DataStream<Tuple3<Integer, Long, String>> events =
        env.addSource(new Slices())
            .returns(Types.TUPLE(Types.INT, Types.LONG, Types.STRING))
            .setParallelism(sources)
            .uid("slices")
            .assignTimestampsAndWatermarks(
                WatermarkStrategy.<Tuple3<Integer, Long, String>>forMonotonousTimestamps()
                    .withTimestampAssigner((event, before) -> event.f1))
            .setParallelism(sources)
            .uid("times");
    events
        .keyBy(event -> event.f0)
        .process(new Sum())
        .uid("sums")
        .rebalance()
        .addSink(new Highest(SUMS))
        .uid("highest sums");
    events
        .keyBy(event -> event.f0)
        .window(TumblingEventTimeWindows.of(Duration.ofMillis(WINDOW)))
        .aggregate(new Count(), new Describe())
        .uid("windows")
        .addSink(new Windows())
        .uid("seen windows");
    events
        .partitionCustom((key, partitions) -> key % partitions, event -> event.f0)
        .map(new CheckPartition())
        .returns(Types.TUPLE(Types.INT, Types.LONG))
        .uid("partitions")
        .keyBy(one -> 0)
        .sum(1)
        .uid("total")
        .addSink(new Highest(PARTITIONED))
        .uid("highest total");
    env.fromSequence(0, 0)
        .uid("one")
        .rebalance()
        .connect(env.fromSequence(0, RULES - 1).setParallelism(1).uid("rules").broadcast(KNOWN))
        .process(new Know())
        .uid("known rules")
        .addSink(new HighestRule())
        .uid("highest rules");
  }

  // ---- what comes out ----

  static Map<Integer, Long> sums() {
    return SUMS;
  }

  static Map<String, Long> windows() {
    return WINDOWS;
  }

  static Map<Integer, Long> partitioned() {
    return PARTITIONED;
  }

  /** How often a subtask knew a rule, at most; of the last one how many it knew, at least. */
  static Map<Long, Long> rules() {
    return KNOWN_RULES;
  }

  static Map<Long, Long> expectedRules() {
    Map<Long, Long> expected = new HashMap<>();
    for (long rule = 0; rule < RULES - 1; rule++) {
      expected.put(rule, 1L);
    }
    expected.put(RULES - 1L, (long) RULES);
    return expected;
  }

  static Map<Integer, Long> expectedSums() {
    Map<Integer, Long> expected = new HashMap<>();
    for (int number = 0; number < PER_SLICE; number++) {
      expected.merge(number % KEYS, (long) SLICES, Long::sum);
    }
    return expected;
  }

  static Map<String, Long> expectedWindows() {
    Map<String, Long> expected = new HashMap<>();
    for (int number = 0; number < PER_SLICE; number++) {
      String window = number % KEYS + " " + number / WINDOW * WINDOW;
      expected.merge(window, (long) SLICES, Long::sum);
    }
    return expected;
  }

  static Map<Integer, Long> expectedTotal() {
    return Map.of(0, (long) SLICES * PER_SLICE);
  }

  /** Numbers in slices that move between subtasks; the one that is behind goes first. */
  private static final class Slices
      extends RichParallelSourceFunction<Tuple3<Integer, Long, String>>
      implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;
    private final List<int[]> slices = new ArrayList<>();
    private transient ListState<Integer> state;
    private volatile boolean running = true;

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
      state =
          context
              .getOperatorStateStore()
              .getListState(new ListStateDescriptor<>("next", Types.INT));
      slices.clear();
      if (context.isRestored()) {
        for (int next : state.get()) {
          slices.add(new int[] {next});
        }
        return;
      }
      int tasks = getRuntimeContext().getNumberOfParallelSubtasks();
      for (int s = getRuntimeContext().getIndexOfThisSubtask(); s < SLICES; s += tasks) {
        slices.add(new int[] {0});
      }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
      state.clear();
      for (int[] slice : slices) {
        state.add(slice[0]);
      }
    }

    private int[] behind() {
      int[] behind = null;
      for (int[] slice : slices) {
        if (slice[0] < PER_SLICE && (behind == null || slice[0] < behind[0])) {
          behind = slice;
        }
      }
      return behind;
    }

    @Override
    public void run(SourceContext<Tuple3<Integer, Long, String>> context) {
      for (int[] slice = behind(); running && slice != null; slice = behind()) {
        synchronized (context.getCheckpointLock()) {
          int number = slice[0]++;
          String payload = number % LARGE_EVERY == 5 ? LARGE : SMALL;
          context.collect(Tuple3.of(number % KEYS, (long) number, payload));
        }
      }
    }

    @Override
    public void cancel() {
      running = false;
    }
  }

  private static void checkWhole(Tuple3<Integer, Long, String> event) {
    if (!event.f2.equals(SMALL) && !event.f2.equals(LARGE)) {
      throw new IllegalStateException("record " + event.f1 + " is damaged");
    }
  }

  /** How often each key has been seen. */
  private static final class Sum
      extends KeyedProcessFunction<Integer, Tuple3<Integer, Long, String>, Tuple2<Integer, Long>> {
    private static final long serialVersionUID = 1L;
    private transient ValueState<Long> sum;

    @Override
    public void open(OpenContext context) {
      sum = getRuntimeContext().getState(new ValueStateDescriptor<>("sum", Types.LONG));
    }

    @Override
    public void processElement(
        Tuple3<Integer, Long, String> event, Context context, Collector<Tuple2<Integer, Long>> out)
        throws Exception {
      pass();
      checkWhole(event);
      Long before = sum.value();
      sum.update(before == null ? 1 : before + 1);
      out.collect(Tuple2.of(event.f0, sum.value()));
    }
  }

  /** Keeps rules as broadcast state; tells how often it has been told one. */
  private static final class Know extends BroadcastProcessFunction<Long, Long, Tuple2<Long, Long>> {
    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(
        Long one, ReadOnlyContext context, Collector<Tuple2<Long, Long>> out) {}

    @Override
    public void processBroadcastElement(
        Long rule, Context context, Collector<Tuple2<Long, Long>> out) throws Exception {
      pass();
      BroadcastState<Long, Long> known = context.getBroadcastState(KNOWN);
      Long before = known.get(rule);
      known.put(rule, before == null ? 1 : before + 1);
      long count = known.get(rule);
      if (rule == RULES - 1) {
        count = 0;
        for (Map.Entry<Long, Long> each : known.entries()) {
          count += each.getValue();
        }
      }
      out.collect(Tuple2.of(rule, count));
    }
  }

  private static final class HighestRule implements SinkFunction<Tuple2<Long, Long>> {
    private static final long serialVersionUID = 1L;

    @Override
    public void invoke(Tuple2<Long, Long> record, Context context) {
      KNOWN_RULES.merge(record.f0, record.f1, record.f0 == RULES - 1 ? Math::min : Math::max);
    }
  }

  /** Keeps the highest number of each key. */
  private static final class Highest implements SinkFunction<Tuple2<Integer, Long>> {
    private static final long serialVersionUID = 1L;
    private final boolean sums;

    Highest(Map<Integer, Long> target) {
      this.sums = target == SUMS;
    }

    @Override
    public void invoke(Tuple2<Integer, Long> record, Context context) {
      (sums ? SUMS : PARTITIONED).merge(record.f0, record.f1, Math::max);
    }
  }

  private static final class Count
      implements AggregateFunction<Tuple3<Integer, Long, String>, Long, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public Long createAccumulator() {
      return 0L;
    }

    @Override
    public Long add(Tuple3<Integer, Long, String> event, Long count) {
      pass();
      return count + 1;
    }

    @Override
    public Long getResult(Long count) {
      return count;
    }

    @Override
    public Long merge(Long a, Long b) {
      return a + b;
    }
  }

  private static final class Describe
      implements WindowFunction<Long, Tuple2<String, Long>, Integer, TimeWindow> {
    private static final long serialVersionUID = 1L;

    @Override
    public void apply(
        Integer key,
        TimeWindow window,
        Iterable<Long> counts,
        Collector<Tuple2<String, Long>> out) {
      counts.forEach(count -> out.collect(Tuple2.of(key + " " + window.getStart(), count)));
    }
  }

  /** Keeps each window's result; another one for the same window is added, and so is seen. */
  private static final class Windows implements SinkFunction<Tuple2<String, Long>> {
    private static final long serialVersionUID = 1L;

    @Override
    public void invoke(Tuple2<String, Long> record, Context context) {
      WINDOWS.merge(
          record.f0, record.f1, (before, now) -> before.equals(now) ? before : before + now);
    }
  }

  /** Fails on records that are in the wrong partition. */
  private static final class CheckPartition
      extends RichMapFunction<Tuple3<Integer, Long, String>, Tuple2<Integer, Long>> {
    private static final long serialVersionUID = 1L;

    @Override
    public Tuple2<Integer, Long> map(Tuple3<Integer, Long, String> event) {
      pass();
      checkWhole(event);
      int tasks = getRuntimeContext().getNumberOfParallelSubtasks();
      if (event.f0 % tasks != getRuntimeContext().getIndexOfThisSubtask()) {
        throw new IllegalStateException("record " + event.f1 + " is in the wrong partition");
      }
      return Tuple2.of(0, 1L);
    }
  }
}
