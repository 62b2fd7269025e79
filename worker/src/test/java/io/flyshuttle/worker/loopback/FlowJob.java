// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.loopback;

import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.graph.JobType;
import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.Output;
import io.flyshuttle.core.operator.PullSource;
import io.flyshuttle.core.plan.PlanNode;
import io.flyshuttle.core.plan.Ship;
import io.flyshuttle.core.serialize.basic.LongSerializer;
import io.flyshuttle.core.serialize.basic.StringSerializer;
import io.flyshuttle.core.state.ListState;
import io.flyshuttle.core.state.ListStateDescriptor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Two sources with different partitioners into one task with two inputs, and from there to sinks
 * that take a permit for each record. Each sink keeps in its state what it has seen and says it at
 * its end. Some records are larger than three segments.
 */
final class FlowJob {

  static final int LEFT = 0;
  static final int RIGHT = 1;
  static final int JOIN = 2;
  static final int SINK = 3;

  private static final int LEFT_SUBTASKS = 2;
  private static final int JOINS = 3;
  private static final int SINKS = 2;
  private static final int LARGE_EVERY = 37;
  private static final String LARGE = "x".repeat(14_000);
  private static final String SMALL = "y".repeat(60);

  /** What sinks wait for, by test. */
  private static final Map<String, Semaphore> PERMITS = new ConcurrentHashMap<>();

  /** What sources that have sent all wait for, by test. */
  private static final Map<String, CompletableFuture<Void>> ENDS = new ConcurrentHashMap<>();

  private static final Map<String, AtomicLong> SENT = new ConcurrentHashMap<>();

  /** Tests and checkpoints, as often as sinks have taken snapshots. */
  private static final Map<String, AtomicLong> SNAPSHOTS = new ConcurrentHashMap<>();

  private FlowJob() {}

  static Semaphore permits(String test) {
    return PERMITS.computeIfAbsent(test, key -> new Semaphore(0, true));
  }

  /** Sources stay until this is complete: a source that has ended takes no more checkpoints. */
  static CompletableFuture<Void> end(String test) {
    return ENDS.computeIfAbsent(test, key -> new CompletableFuture<>());
  }

  static AtomicLong sent(String test) {
    return SENT.computeIfAbsent(test, key -> new AtomicLong());
  }

  /** How many sinks have taken a checkpoint's snapshot. */
  static AtomicLong snapshots(String test, long checkpointId) {
    return SNAPSHOTS.computeIfAbsent(test + checkpointId, key -> new AtomicLong());
  }

  /** Sends so many records per subtask. */
  private static final class Source implements PullSource {
    private final String test;
    private final String name;
    private final long count;
    private ListState<Long> state;
    private Output<Object> out;
    private int subtask;
    private long next;

    Source(String test, String name, long count) {
      this.test = test;
      this.name = name;
      this.count = count;
    }

    @Override
    public void open(OperatorContext context) throws Exception {
      out = context.output();
      subtask = context.runtimeContext().getIndexOfThisSubtask();
      state =
          context
              .operatorState()
              .getListState(new ListStateDescriptor<>("next", LongSerializer.INSTANCE));
      for (long saved : state.get()) {
        next = saved;
      }
    }

    @Override
    public Status pull(int maxRecords) {
      long end = Math.min(count, next + maxRecords);
      while (next < end) {
        out.emit(
            name + subtask + "-" + next + "-" + (next % LARGE_EVERY == 5 ? LARGE : SMALL),
            NO_TIMESTAMP);
        next++;
        sent(test).incrementAndGet();
      }
      if (next < count) {
        return Status.MORE;
      }
      return FlowJob.end(test).isDone() ? Status.END : Status.NOTHING_NOW;
    }

    @Override
    public CompletableFuture<?> available() {
      return FlowJob.end(test).copy();
    }

    @Override
    public void snapshot(long checkpointId, long timestampMillis) throws Exception {
      state.update(List.of(next));
    }
  }

  /** Sees records when it is allowed to. */
  private static final class Sink implements Operator {
    private final String test;
    private final List<String> seen = new ArrayList<>();
    private ListState<String> state;

    Sink(String test) {
      this.test = test;
    }

    @Override
    public void open(OperatorContext context) throws Exception {
      state =
          context
              .operatorState()
              .getListState(new ListStateDescriptor<>("seen", StringSerializer.INSTANCE));
      for (String saved : state.get()) {
        seen.add(saved);
      }
    }

    @Override
    public void process(int input, Object record, long timestamp) throws Exception {
      permits(test).acquire();
      String text = (String) record;
      int end = text.lastIndexOf('-');
      String payload = text.substring(end + 1);
      boolean whole = payload.equals(LARGE) || payload.equals(SMALL);
      seen.add(whole ? text.substring(0, end) : "damaged " + text);
    }

    @Override
    public void finish() {
      TestOperators.seen(test).addAll(seen);
    }

    @Override
    public void snapshot(long checkpointId, long timestampMillis) throws Exception {
      state.update(new ArrayList<>(seen));
      snapshots(test, checkpointId).incrementAndGet();
    }
  }

  /**
   * The job.
   *
   * @param count records of each source's subtask
   */
  static JobGraph graph(String test, long count) {
    PlanNode left =
        new PlanNode("left", () -> new Source(test, "left", count))
            .outputSerializer(StringSerializer.INSTANCE)
            .parallelism(LEFT_SUBTASKS);
    PlanNode right =
        new PlanNode("right", () -> new Source(test, "right", count))
            .outputSerializer(StringSerializer.INSTANCE)
            .parallelism(1);
    PlanNode join =
        TestOperators.node(
                "join",
                left,
                Ship.<String, Integer>hash(String::hashCode),
                StringSerializer.INSTANCE,
                () ->
                    new TestOperators.Each((record, timestamp, out) -> out.emit(record, timestamp)))
            .input(1, right, "", Ship.broadcast(), StringSerializer.INSTANCE)
            .parallelism(JOINS);
    PlanNode sink =
        TestOperators.node(
                "sink", join, Ship.rebalance(), StringSerializer.INSTANCE, () -> new Sink(test))
            .parallelism(SINKS);
    return TestOperators.plan(test, JobType.STREAMING, 2, new ExecutionConfig())
        .add(sink)
        .toJobGraph();
  }

  /** What the sinks see in all, and how often. */
  static Map<String, Integer> expected(long count) {
    Map<String, Integer> expected = new HashMap<>();
    for (long i = 0; i < count; i++) {
      for (int s = 0; s < LEFT_SUBTASKS; s++) {
        expected.put("left" + s + "-" + i, 1);
      }
      expected.put("right0-" + i, JOINS);
    }
    return expected;
  }

  /** What the sinks of a test have seen. */
  static Map<String, Integer> seen(String test) {
    Map<String, Integer> seen = new HashMap<>();
    for (Object record : new ArrayList<>(TestOperators.seen(test))) {
      seen.merge((String) record, 1, Integer::sum);
    }
    return seen;
  }
}
