// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.loopback;

import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.graph.JobType;
import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.Output;
import io.flyshuttle.core.operator.PullSource;
import io.flyshuttle.core.operator.PushSource;
import io.flyshuttle.core.plan.PlanNode;
import io.flyshuttle.core.plan.Ship;
import io.flyshuttle.core.serialize.array.LongPrimitiveArraySerializer;
import io.flyshuttle.core.serialize.basic.LongSerializer;
import io.flyshuttle.core.state.KeyedStateBackend;
import io.flyshuttle.core.state.ListState;
import io.flyshuttle.core.state.ListStateDescriptor;
import io.flyshuttle.core.state.ValueState;
import io.flyshuttle.core.state.ValueStateDescriptor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers, counted by key: ranges of numbers in operator state, sums in keyed state, and what the
 * sums are at the end of the input.
 */
final class SummingJob {

  static final int KEYS = 997;

  /** Ends of tests' inputs: sources that have sent all wait for them. */
  private static final Map<String, CompletableFuture<Void>> ENDS = new ConcurrentHashMap<>();

  /** How many numbers a test's sources have sent. */
  private static final Map<String, AtomicLong> SENT = new ConcurrentHashMap<>();

  private SummingJob() {}

  static CompletableFuture<Void> end(String test) {
    return ENDS.computeIfAbsent(test, key -> new CompletableFuture<>());
  }

  static AtomicLong sent(String test) {
    return SENT.computeIfAbsent(test, key -> new AtomicLong());
  }

  /** The ranges a source still has to send. */
  private static final class Ranges {
    private final ArrayDeque<long[]> left = new ArrayDeque<>();
    private ListState<long[]> state;

    void open(OperatorContext context, int ranges, long length) throws Exception {
      state =
          context
              .operatorState()
              .getListState(
                  new ListStateDescriptor<>("ranges", LongPrimitiveArraySerializer.INSTANCE));
      if (context.restoredCheckpoint().isPresent()) {
        for (long[] range : state.get()) {
          left.add(range.clone());
        }
        return;
      }
      int subtask = context.runtimeContext().getIndexOfThisSubtask();
      int parallelism = context.runtimeContext().getNumberOfParallelSubtasks();
      for (int i = subtask; i < ranges; i += parallelism) {
        left.add(new long[] {i * length, (i + 1) * length});
      }
    }

    void save() throws Exception {
      List<long[]> copies = new ArrayList<>();
      left.forEach(range -> copies.add(range.clone()));
      state.update(copies);
    }

    /** The next number, -1 if there is none. */
    long next() {
      while (!left.isEmpty()) {
        long[] first = left.peek();
        if (first[0] < first[1]) {
          return first[0]++;
        }
        left.poll();
      }
      return -1;
    }
  }

  /** Sends numbers when asked. */
  static final class Pulled implements PullSource {
    private final String test;
    private final int count;
    private final long length;
    private final Ranges ranges = new Ranges();
    private Output<Object> out;

    Pulled(String test, int count, long length) {
      this.test = test;
      this.count = count;
      this.length = length;
    }

    @Override
    public void open(OperatorContext context) throws Exception {
      out = context.output();
      ranges.open(context, count, length);
    }

    @Override
    public Status pull(int maxRecords) {
      for (int i = 0; i < Math.min(maxRecords, 100); i++) {
        long next = ranges.next();
        if (next < 0) {
          return end(test).isDone() ? Status.END : Status.NOTHING_NOW;
        }
        out.emit(next, NO_TIMESTAMP);
        sent(test).incrementAndGet();
      }
      return Status.MORE;
    }

    @Override
    public CompletableFuture<?> available() {
      return end(test).copy();
    }

    @Override
    public void snapshot(long checkpointId, long timestampMillis) throws Exception {
      ranges.save();
    }
  }

  /** Sends numbers from a loop of its own. */
  static final class Pushed implements PushSource {
    private final String test;
    private final int count;
    private final long length;
    private final Ranges ranges = new Ranges();
    private OperatorContext context;
    private Output<Object> out;
    private volatile boolean running = true;

    Pushed(String test, int count, long length) {
      this.test = test;
      this.count = count;
      this.length = length;
    }

    @Override
    public void open(OperatorContext newContext) throws Exception {
      context = newContext;
      out = newContext.output();
      ranges.open(newContext, count, length);
    }

    @Override
    public void run() throws Exception {
      while (running) {
        synchronized (context.sourceLock()) {
          long next = ranges.next();
          if (next < 0) {
            break;
          }
          out.emit(next, NO_TIMESTAMP);
          sent(test).incrementAndGet();
        }
      }
      if (running) {
        end(test).get();
      }
    }

    @Override
    public void cancel() {
      running = false;
    }

    @Override
    public void snapshot(long checkpointId, long timestampMillis) throws Exception {
      ranges.save();
    }
  }

  /** Sums by key, and what was told of checkpoints. */
  static final class Sums implements Operator {
    private final String test;
    private final boolean commits;
    private KeyedStateBackend<Long> state;
    private ValueState<Long> sum;
    private Output<Object> out;

    Sums(String test, boolean commits) {
      this.test = test;
      this.commits = commits;
    }

    @Override
    public void open(OperatorContext context) {
      out = context.output();
      state = context.keyedState(LongSerializer.INSTANCE);
      sum = state.getState(descriptor());
    }

    private static ValueStateDescriptor<Long> descriptor() {
      return new ValueStateDescriptor<>("sum", LongSerializer.INSTANCE);
    }

    @Override
    public void process(int input, Object record, long timestamp) throws Exception {
      long number = (Long) record;
      state.setCurrentKey(number % KEYS);
      Long before = sum.value();
      sum.update((before == null ? 0 : before) + number);
    }

    @Override
    public void finish() throws Exception {
      state.forEachKey(
          descriptor(),
          (key, value) ->
              out.emit(new long[] {key, ((ValueState<Long>) value).value()}, NO_TIMESTAMP));
      note("finished");
    }

    @Override
    public boolean commitsOnCheckpoint() {
      return commits;
    }

    @Override
    public void checkpointCompleted(long checkpointId) {
      note("completed " + checkpointId);
    }

    @Override
    public void checkpointAborted(long checkpointId) {
      note("aborted " + checkpointId);
    }

    private void note(String event) {
      TestOperators.seen(test + "-events").add(event);
    }
  }

  /**
   * The job.
   *
   * @param push whether the sources have threads of their own
   * @param commits whether the sums wait for a last checkpoint
   */
  static JobGraph graph(
      String test, int sources, int sums, int ranges, long length, boolean push, boolean commits) {
    PlanNode source =
        new PlanNode(
                "numbers",
                () -> push ? new Pushed(test, ranges, length) : new Pulled(test, ranges, length))
            .outputSerializer(LongSerializer.INSTANCE)
            .parallelism(sources)
            .maxParallelism(128);
    PlanNode sum =
        TestOperators.node(
                "sums",
                source,
                Ship.<Long, Long>hash(number -> number % KEYS),
                LongSerializer.INSTANCE,
                () -> new Sums(test, commits))
            .outputSerializer(LongPrimitiveArraySerializer.INSTANCE)
            .parallelism(sums)
            .maxParallelism(128);
    PlanNode sink =
        TestOperators.sink(test, sum, Ship.automatic(), LongPrimitiveArraySerializer.INSTANCE)
            .parallelism(sums);
    return TestOperators.plan(test, JobType.STREAMING, 2, new ExecutionConfig())
        .add(sink)
        .toJobGraph();
  }

  /** What the sums are when each number counts once. */
  static Map<Long, Long> expected(int ranges, long length) {
    Map<Long, Long> sums = new HashMap<>();
    for (long number = 0; number < ranges * length; number++) {
      sums.merge(number % KEYS, number, Long::sum);
    }
    return sums;
  }

  /** What the sink of a test has seen. */
  static Map<Long, Long> seen(String test) {
    Map<Long, Long> sums = new HashMap<>();
    for (Object pair : new ArrayList<>(TestOperators.seen(test))) {
      long[] keyAndSum = (long[]) pair;
      if (sums.put(keyAndSum[0], keyAndSum[1]) != null) {
        throw new AssertionError("key " + keyAndSum[0] + " came twice");
      }
    }
    return sums;
  }
}
