// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.format.collection.DiscardingOutputFormat;
import io.flyshuttle.core.function.CloseableIterator;
import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.FilterFunction;
import io.flyshuttle.core.function.rich.OpenContext;
import io.flyshuttle.core.function.rich.RichMapFunction;
import io.flyshuttle.core.state.FunctionInitializationContext;
import io.flyshuttle.core.state.FunctionSnapshotContext;
import io.flyshuttle.core.stream.async.AsyncFunction;
import io.flyshuttle.core.stream.async.ResultFuture;
import io.flyshuttle.core.stream.checkpoint.CheckpointedFunction;
import io.flyshuttle.core.stream.process.KeyedProcessFunction;
import io.flyshuttle.core.stream.sink.DiscardingSink;
import io.flyshuttle.core.stream.source.SourceFunction;
import io.flyshuttle.dataset.ExecutionEnvironment;
import io.flyshuttle.datastream.AsyncDataStream;
import io.flyshuttle.datastream.DataStream;
import io.flyshuttle.datastream.StreamExecutionEnvironment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What functions may rely on: who calls them, how often, and never two things at once. */
@Timeout(300)
final class TaskRulesTest {
  private StreamExecutionEnvironment env;

  @BeforeEach
  void makeEnvironment() {
    env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(2);
    OPENED.clear();
    CLOSED.clear();
    Questions.reset();
    Races.reset();
  }

  private static <T> List<T> results(DataStream<T> stream, Comparator<T> order) throws Exception {
    List<T> results = new ArrayList<>();
    try (CloseableIterator<T> iterator = stream.executeAndCollect()) {
      iterator.forEachRemaining(results::add);
    }
    results.sort(order);
    return results;
  }

  // ------------------------------------------------------------------ open and close

  private static final Map<Integer, Integer> OPENED = new ConcurrentHashMap<>();
  private static final Map<Integer, Integer> CLOSED = new ConcurrentHashMap<>();

  /** Counts how often each subtask opens and closes it. */
  private static final class Opened extends RichMapFunction<Long, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public void open(OpenContext context) {
      OPENED.merge(subtask(), 1, Integer::sum);
    }

    @Override
    public Long map(Long number) {
      assertEquals(1, OPENED.get(subtask()));
      return number;
    }

    @Override
    public void close() {
      CLOSED.merge(subtask(), 1, Integer::sum);
    }

    private int subtask() {
      return getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
    }
  }

  private static final Map<Integer, Integer> ONCE_EACH = Map.of(0, 1, 1, 1, 2, 1);

  @Test
  void shouldOpenAndCloseAFunctionOnceInEachSubtaskOfAStream() throws Exception {
    env.fromSequence(1, 1_000)
        .rebalance()
        .map(new Opened())
        .setParallelism(3)
        .addSink(new DiscardingSink<>());
    env.execute();
    assertEquals(ONCE_EACH, OPENED);
    assertEquals(ONCE_EACH, CLOSED);
  }

  @Test
  void shouldOpenAndCloseAFunctionOnceInEachSubtaskOfABatch() throws Exception {
    ExecutionEnvironment batch = ExecutionEnvironment.getExecutionEnvironment();
    batch
        .generateSequence(1, 1_000)
        .rebalance()
        .map(new Opened())
        .setParallelism(3)
        .output(new DiscardingOutputFormat<>());
    batch.execute();
    assertEquals(ONCE_EACH, OPENED);
    assertEquals(ONCE_EACH, CLOSED);
  }

  // ------------------------------------------------------------------ forms of functions

  @Test
  void shouldTakeALambdaAndAnAnonymousClassForTheSame() throws Exception {
    FilterFunction<Long> anonymous =
        new FilterFunction<>() {
          @Override
          public boolean filter(Long number) {
            return number % 3 == 0;
          }
        };
    List<Long> expected = LongStream.rangeClosed(1, 100).filter(n -> n % 3 == 0).boxed().toList();
    Comparator<Long> order = Comparator.naturalOrder();
    assertEquals(expected, results(env.fromSequence(1, 100).filter(anonymous), order));
    assertEquals(expected, results(env.fromSequence(1, 100).filter(n -> n % 3 == 0), order));
    ExecutionEnvironment batch = ExecutionEnvironment.getExecutionEnvironment();
    assertEquals(
        expected,
        batch.generateSequence(1, 100).filter(anonymous).collect().stream().sorted().toList());
    assertEquals(
        expected,
        batch.generateSequence(1, 100).filter(n -> n % 3 == 0).collect().stream()
            .sorted()
            .toList());
  }

  // ------------------------------------------------------------------ questions in flight

  /** Answers when so many questions wait at once as are allowed, and all of them together. */
  private static final class Questions implements AsyncFunction<Long, Long> {
    private static final long serialVersionUID = 1L;
    private static final int CAPACITY = 100;
    private static final List<Runnable> WAITING = new ArrayList<>();

    static void reset() {
      synchronized (WAITING) {
        WAITING.clear();
      }
    }

    @Override
    public void asyncInvoke(Long number, ResultFuture<Long> future) {
      List<Runnable> answers = List.of();
      synchronized (WAITING) {
        WAITING.add(() -> future.complete(List.of(number)));
        if (WAITING.size() == CAPACITY) {
          answers = List.copyOf(WAITING);
          WAITING.clear();
        }
      }
      answers.forEach(Runnable::run);
    }
  }

  @Test
  void shouldHaveAsManyQuestionsInFlightAsAllowed() throws Exception {
    // fewer at once would never be answered
    env.setParallelism(1);
    DataStream<Long> answers =
        AsyncDataStream.orderedWait(
            env.fromSequence(1, 10 * Questions.CAPACITY),
            new Questions(),
            1,
            TimeUnit.HOURS,
            Questions.CAPACITY);
    List<Long> found = new ArrayList<>();
    try (CloseableIterator<Long> iterator = answers.executeAndCollect()) {
      iterator.forEachRemaining(found::add);
    }
    assertEquals(LongStream.rangeClosed(1, 10 * Questions.CAPACITY).boxed().toList(), found);
  }

  // ------------------------------------------------------------------ one thing at a time

  /** Counts what happens to the tasks of a program, and what happens while another thing does. */
  private static final class Races {
    private static final int WANTED = 300;
    private static final int CHECKPOINTS = 5;
    private static final Map<String, AtomicReference<Thread>> INSIDE = new ConcurrentHashMap<>();
    private static final Map<String, AtomicInteger> SEEN = new ConcurrentHashMap<>();
    private static final AtomicBoolean CLASH = new AtomicBoolean();
    private static volatile ExecutorService answering;

    static void reset() {
      INSIDE.clear();
      SEEN.clear();
      CLASH.set(false);
    }

    /** A function of the task is at work for a while. */
    static void work(String task, String what) {
      AtomicReference<Thread> inside =
          INSIDE.computeIfAbsent(task, name -> new AtomicReference<>());
      Thread before = inside.getAndSet(Thread.currentThread());
      if (before != null) {
        CLASH.set(true);
      }
      for (int i = 0; i < 200; i++) {
        Thread.onSpinWait();
      }
      if (inside.getAndSet(null) != Thread.currentThread()) {
        CLASH.set(true);
      }
      SEEN.computeIfAbsent(task + " " + what, name -> new AtomicInteger()).incrementAndGet();
    }

    static int seen(String name) {
      AtomicInteger count = SEEN.get(name);
      return count == null ? 0 : count.get();
    }

    static boolean enough() {
      return seen("source record") >= WANTED
          && seen("source answer") >= WANTED
          && seen("source checkpoint") >= CHECKPOINTS
          && seen("keyed record") >= WANTED
          && seen("keyed timer") >= WANTED
          && seen("keyed answer") >= WANTED
          && seen("keyed checkpoint") >= CHECKPOINTS;
    }
  }

  /** Emits on its own thread until enough has happened. */
  private static final class UntilEnough implements SourceFunction<Long> {
    private static final long serialVersionUID = 1L;
    private volatile boolean running = true;

    @Override
    public void run(SourceContext<Long> context) {
      for (long number = 0; running && !Races.enough(); number++) {
        context.collect(number);
      }
    }

    @Override
    public void cancel() {
      running = false;
    }
  }

  /** Works at records and at checkpoints. */
  private static final class Working extends RichMapFunction<Long, Long>
      implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;
    private final String task;
    private final String what;

    Working(String task, String what) {
      this.task = task;
      this.what = what;
    }

    @Override
    public Long map(Long number) {
      Races.work(task, what);
      return number;
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {
      Races.work(task, "checkpoint");
    }

    @Override
    public void initializeState(FunctionInitializationContext context) {}
  }

  /** Works at records and at timers, which are due at once. */
  private static final class WorkingOnTime extends KeyedProcessFunction<Long, Long, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(Long number, Context context, Collector<Long> out) {
      Races.work("keyed", "record");
      long now = context.timerService().currentProcessingTime();
      context.timerService().registerProcessingTimeTimer(now);
      out.collect(number);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Long> out) {
      Races.work("keyed", "timer");
    }
  }

  private static DataStream<Long> answered(DataStream<Long> numbers) {
    return AsyncDataStream.unorderedWait(
        numbers,
        new AsyncFunction<>() {
          @Override
          public void asyncInvoke(Long number, ResultFuture<Long> future) {
            Races.answering.execute(() -> future.complete(List.of(number)));
          }
        },
        1,
        TimeUnit.HOURS,
        20);
  }

  @Test
  void shouldNeverDoTwoThingsOfATaskAtOnce() throws Exception {
    Races.answering = Executors.newFixedThreadPool(2);
    try {
      env.setParallelism(1);
      env.enableCheckpointing(10);
      // the first task has the source's thread; both have answers that come as mail of others
      DataStream<Long> numbers =
          answered(env.addSource(new UntilEnough()).map(new Working("source", "record")))
              .map(new Working("source", "answer"));
      answered(numbers.keyBy(number -> number % 10).process(new WorkingOnTime()))
          .map(new Working("keyed", "answer"))
          .addSink(new DiscardingSink<>());
      env.execute();
    } finally {
      Races.answering.shutdownNow();
    }
    assertFalse(Races.CLASH.get(), "two at once");
    assertTrue(Races.enough(), new TreeMap<>(Races.SEEN).toString());
  }
}
