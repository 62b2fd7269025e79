// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.failure;

import io.flyshuttle.core.connector.file.BasePathBucketAssigner;
import io.flyshuttle.core.connector.file.DefaultRollingPolicy;
import io.flyshuttle.core.connector.file.FileSink;
import io.flyshuttle.core.connector.schema.SimpleStringEncoder;
import io.flyshuttle.core.connector.source.lib.DataGeneratorSource;
import io.flyshuttle.core.connector.source.lib.RateLimiterStrategy;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.function.AggregateFunction;
import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.MapFunction;
import io.flyshuttle.core.function.rich.OpenContext;
import io.flyshuttle.core.option.MemorySize;
import io.flyshuttle.core.state.FunctionInitializationContext;
import io.flyshuttle.core.state.FunctionSnapshotContext;
import io.flyshuttle.core.state.ListState;
import io.flyshuttle.core.state.ListStateDescriptor;
import io.flyshuttle.core.state.MapState;
import io.flyshuttle.core.state.MapStateDescriptor;
import io.flyshuttle.core.stream.checkpoint.CheckpointedFunction;
import io.flyshuttle.core.stream.process.KeyedProcessFunction;
import io.flyshuttle.core.stream.source.RichParallelSourceFunction;
import io.flyshuttle.core.stream.window.TimeWindow;
import io.flyshuttle.core.stream.window.WindowFunction;
import io.flyshuttle.core.stream.window.assigner.EventTimeSessionWindows;
import io.flyshuttle.core.stream.window.assigner.SlidingEventTimeWindows;
import io.flyshuttle.core.stream.window.assigner.TumblingEventTimeWindows;
import io.flyshuttle.core.time.WatermarkStrategy;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.datastream.DataStream;
import io.flyshuttle.datastream.StreamExecutionEnvironment;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A program whose files are known line by line: running sums, tumbling, sliding and session
 * windows, timers with state in maps, and numbers of a source whose splits the JobManager deals. It
 * may be stopped anywhere and gone on with, in another parallelism and with another store.
 */
final class CheckedProgram {
  private static final int SLICES = 6;
  private static final int PER_SLICE = 2_000;
  private static final int KEYS = 20;
  private static final int BLOCK = 700;
  private static final int PAUSE = 400;
  private static final int TUMBLING = 500;
  private static final int SLIDING = 400;
  private static final int SLIDE = 100;
  private static final int GAP = 200;
  private static final int TIMER = 300;
  private static final int GENERATED = 1_500;
  private static final int GENERATED_PER_SECOND = 3_000;

  /** Outputs, each a directory. */
  static final List<String> OUTPUTS =
      List.of("sums", "tumbling", "sliding", "sessions", "timers", "generated");

  /** How many records a map function still lets pass before it throws, by the program's number. */
  private static final Map<Long, AtomicInteger> FUSES = new ConcurrentHashMap<>();

  private CheckedProgram() {}

  /** Lets the functions of the program {@code number} throw after some records; 0 for never. */
  static void throwAfter(long number, int records) {
    FUSES.put(number, new AtomicInteger(records));
  }

  static void forget(long number) {
    FUSES.remove(number);
  }

  /**
   * Adds the program.
   *
   * @param output directory of all outputs
   */
  static void addTo(StreamExecutionEnvironment env, long number, Path output) {
    DataStream<Event> events =
        env.addSource(new Slices())
            .uid("slices")
            .map(new Fuse(number))
            .returns(Types.POJO(Event.class))
            .assignTimestampsAndWatermarks(
                WatermarkStrategy.<Event>forMonotonousTimestamps()
                    .withTimestampAssigner((event, before) -> event.time))
            .uid("times");
    events
        .map(event -> Tuple2.of(event.key, event.count))
        .returns(Types.TUPLE(Types.INT, Types.LONG))
        .keyBy(sum -> sum.f0)
        .sum(1)
        .uid("sums")
        .map(sum -> sum.f0 + " " + sum.f1)
        .sinkTo(sink(output, "sums"))
        .uid("sums-files");
    events
        .keyBy(event -> event.key)
        .window(TumblingEventTimeWindows.of(Duration.ofMillis(TUMBLING)))
        .reduce(
            (a, b) -> {
              // both belong to the function
              Event sum = new Event();
              sum.key = a.key;
              sum.time = Math.min(a.time, b.time);
              sum.count = a.count + b.count;
              return sum;
            })
        .uid("tumbling")
        .map(event -> event.key + " " + event.time / TUMBLING + " " + event.count)
        .sinkTo(sink(output, "tumbling"))
        .uid("tumbling-files");
    events
        .keyBy(event -> event.name)
        .window(SlidingEventTimeWindows.of(Duration.ofMillis(SLIDING), Duration.ofMillis(SLIDE)))
        .aggregate(new Count(), new Describe<>())
        .uid("sliding")
        .sinkTo(sink(output, "sliding"))
        .uid("sliding-files");
    events
        .keyBy(event -> event.name)
        .window(EventTimeSessionWindows.withGap(Duration.ofMillis(GAP)))
        .apply(new DescribeAll())
        .uid("sessions")
        .sinkTo(sink(output, "sessions"))
        .uid("sessions-files");
    events
        .keyBy(event -> event.key)
        .process(new CountBySlice())
        .uid("timers")
        .sinkTo(sink(output, "timers"))
        .uid("timers-files");
    env.fromSource(
            new DataGeneratorSource<>(
                index -> index,
                GENERATED,
                RateLimiterStrategy.perSecond(GENERATED_PER_SECOND),
                Types.LONG),
            WatermarkStrategy.noWatermarks(),
            "generated")
        .uid("generated")
        .rebalance()
        .map(index -> "generated " + index)
        .sinkTo(sink(output, "generated"))
        .uid("generated-files");
  }

  private static FileSink<String> sink(Path output, String name) {
    return FileSink.forRowFormat(new Path(output, name), new SimpleStringEncoder<String>())
        .withBucketAssigner(new BasePathBucketAssigner<>())
        .withRollingPolicy(
            DefaultRollingPolicy.builder().withMaxPartSize(new MemorySize(20_000)).build())
        .build();
  }

  private static long time(int number) {
    return number + (long) (number / BLOCK) * PAUSE;
  }

  private static String name(int key) {
    return "key-" + key;
  }

  /** The lines of an output and how often each is there: once. */
  static Map<String, Integer> expected(String output) {
    List<String> lines = new ArrayList<>();
    Map<String, Long> counts = new HashMap<>();
    switch (output) {
      case "sums" -> {
        for (int key = 0; key < KEYS; key++) {
          for (int sum = 1; sum <= SLICES * PER_SLICE / KEYS; sum++) {
            lines.add(key + " " + sum);
          }
        }
      }
      case "tumbling" -> {
        for (int number = 0; number < PER_SLICE; number++) {
          counts.merge(number % KEYS + " " + time(number) / TUMBLING, (long) SLICES, Long::sum);
        }
      }
      case "sliding" -> {
        for (int number = 0; number < PER_SLICE; number++) {
          long last = time(number) / SLIDE * SLIDE;
          for (long start = last; start > time(number) - SLIDING; start -= SLIDE) {
            counts.merge(
                name(number % KEYS) + " " + start + " " + (start + SLIDING),
                (long) SLICES,
                Long::sum);
          }
        }
      }
      case "sessions" -> {
        for (int key = 0; key < KEYS; key++) {
          for (int first = 0; first < PER_SLICE; first += BLOCK) {
            int end = Math.min(PER_SLICE, first + BLOCK);
            long count = 0;
            long start = -1;
            long last = -1;
            for (int number = first; number < end; number++) {
              if (number % KEYS == key) {
                start = start < 0 ? time(number) : start;
                last = time(number);
                count += SLICES;
              }
            }
            counts.put(name(key) + " " + start + " " + (last + GAP), count);
          }
        }
      }
      case "timers" -> {
        for (int number = 0; number < PER_SLICE; number++) {
          for (int slice = 0; slice < SLICES; slice++) {
            counts.merge(number % KEYS + " " + time(number) / TIMER + " " + slice, 1L, Long::sum);
          }
        }
      }
      case "generated" -> {
        for (int index = 0; index < GENERATED; index++) {
          lines.add("generated " + index);
        }
      }
      default -> throw new IllegalArgumentException(output);
    }
    counts.forEach((key, count) -> lines.add(key + " " + count));
    Map<String, Integer> expected = new HashMap<>();
    lines.forEach(line -> expected.merge(line, 1, Integer::sum));
    return expected;
  }

  /** What flows; its fields are set and read by the functions. */
  public static final class Event {
    public int slice;
    public int key;
    public String name;
    public long time;
    public long count;

    /** For the serializer. */
    public Event() {}
  }

  /**
   * Numbers in slices, each with its position in list state, so that slices move between subtasks.
   * The slice that is behind goes first: the times of a subtask only grow, also after slices have
   * come together that were not equally far.
   */
  private static final class Slices extends RichParallelSourceFunction<Event>
      implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;
    private transient ListState<Tuple2<Integer, Integer>> state;
    private final List<int[]> slices = new ArrayList<>();
    private volatile boolean running = true;

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
      state =
          context
              .getOperatorStateStore()
              .getListState(new ListStateDescriptor<>("slices", Types.TUPLE(Types.INT, Types.INT)));
      slices.clear();
      if (context.isRestored()) {
        for (Tuple2<Integer, Integer> slice : state.get()) {
          slices.add(new int[] {slice.f0, slice.f1});
        }
        return;
      }
      int tasks = getRuntimeContext().getNumberOfParallelSubtasks();
      for (int s = getRuntimeContext().getIndexOfThisSubtask(); s < SLICES; s += tasks) {
        slices.add(new int[] {s, 0});
      }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
      state.clear();
      for (int[] slice : slices) {
        state.add(Tuple2.of(slice[0], slice[1]));
      }
    }

    private int[] behind() {
      int[] behind = null;
      for (int[] slice : slices) {
        if (slice[1] < PER_SLICE && (behind == null || slice[1] < behind[1])) {
          behind = slice;
        }
      }
      return behind;
    }

    @Override
    public void run(SourceContext<Event> context) throws Exception {
      Event event = new Event();
      boolean reuse = getRuntimeContext().isObjectReuseEnabled();
      int emitted = 0;
      for (int[] slice = behind(); running && slice != null; slice = behind()) {
        synchronized (context.getCheckpointLock()) {
          if (!reuse) {
            event = new Event();
          }
          event.slice = slice[0];
          event.key = slice[1] % KEYS;
          event.name = name(event.key);
          event.time = time(slice[1]);
          event.count = 1;
          context.collect(event);
          slice[1]++;
        }
        if (++emitted % 50 == 0) {
          // slow enough for some checkpoints
          LockSupport.parkNanos(4_000_000);
        }
      }
    }

    @Override
    public void cancel() {
      running = false;
    }
  }

  /** Throws when the program's fuse has burnt down. */
  private static final class Fuse implements MapFunction<Event, Event> {
    private static final long serialVersionUID = 1L;
    private final long number;

    Fuse(long number) {
      this.number = number;
    }

    @Override
    public Event map(Event event) throws IOException {
      AtomicInteger fuse = FUSES.get(number);
      if (fuse != null && fuse.decrementAndGet() == 0) {
        throw new IOException("a failure of this test");
      }
      return event;
    }
  }

  /** Counts. */
  private static final class Count implements AggregateFunction<Event, Long, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public Long createAccumulator() {
      return 0L;
    }

    @Override
    public Long add(Event event, Long count) {
      return count + event.count;
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

  /** Key, window and the value. */
  private static final class Describe<T> implements WindowFunction<T, String, String, TimeWindow> {
    private static final long serialVersionUID = 1L;

    @Override
    public void apply(String key, TimeWindow window, Iterable<T> values, Collector<String> out) {
      for (T value : values) {
        out.collect(key + " " + window.getStart() + " " + window.getEnd() + " " + value);
      }
    }
  }

  /** Key, window and how many events there are in it. */
  private static final class DescribeAll
      implements WindowFunction<Event, String, String, TimeWindow> {
    private static final long serialVersionUID = 1L;

    @Override
    public void apply(
        String key, TimeWindow window, Iterable<Event> events, Collector<String> out) {
      long count = 0;
      for (Event event : events) {
        count += event.count;
      }
      out.collect(key + " " + window.getStart() + " " + window.getEnd() + " " + count);
    }
  }

  /** How many events of each slice there were in each period, told by a timer at its end. */
  private static final class CountBySlice extends KeyedProcessFunction<Integer, Event, String> {
    private static final long serialVersionUID = 1L;
    private transient MapState<String, Long> counts;

    @Override
    public void open(OpenContext context) {
      counts =
          getRuntimeContext()
              .getMapState(new MapStateDescriptor<>("counts", Types.STRING, Types.LONG));
    }

    private static String entry(long period, int slice) {
      return period + " " + slice;
    }

    @Override
    public void processElement(Event event, Context context, Collector<String> out)
        throws Exception {
      long period = event.time / TIMER;
      String entry = entry(period, event.slice);
      Long before = counts.get(entry);
      counts.put(entry, (before == null ? 0 : before) + 1);
      context.timerService().registerEventTimeTimer((period + 1) * TIMER - 1);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<String> out)
        throws Exception {
      long period = timestamp / TIMER;
      for (int slice = 0; slice < SLICES; slice++) {
        String entry = entry(period, slice);
        Long count = counts.get(entry);
        if (count != null) {
          out.collect(context.getCurrentKey() + " " + entry + " " + count);
          counts.remove(entry);
        }
      }
    }
  }
}
