// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.loopback;

import io.flyshuttle.core.graph.JobSettings;
import io.flyshuttle.core.graph.JobType;
import io.flyshuttle.core.graph.RestartSpec;
import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.operator.Output;
import io.flyshuttle.core.operator.PullSource;
import io.flyshuttle.core.plan.Plan;
import io.flyshuttle.core.plan.PlanNode;
import io.flyshuttle.core.plan.Ship;
import io.flyshuttle.core.type.TypeSerializer;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Operators written by hand for tests, and short ways to make plans of them. */
final class TestOperators {

  /** What sinks have seen, by their name. */
  private static final Map<String, List<Object>> SEEN = new ConcurrentHashMap<>();

  private TestOperators() {}

  static List<Object> seen(String sink) {
    return SEEN.computeIfAbsent(sink, key -> Collections.synchronizedList(new ArrayList<>()));
  }

  @FunctionalInterface
  interface Generator extends Serializable {
    Object at(int subtask, long index) throws Exception;
  }

  @FunctionalInterface
  interface Step extends Serializable {
    void process(Object record, long timestamp, Output<Object> out) throws Exception;
  }

  /** Emits a number of records per subtask. */
  static final class Sequence implements PullSource {
    private final long count;
    private final Generator generator;
    private Output<Object> out;
    private int subtask;
    private long next;

    Sequence(long count, Generator generator) {
      this.count = count;
      this.generator = generator;
    }

    @Override
    public void open(OperatorContext context) {
      out = context.output();
      subtask = context.runtimeContext().getIndexOfThisSubtask();
    }

    @Override
    public Status pull(int maxRecords) throws Exception {
      long end = Math.min(count, next + maxRecords);
      while (next < end) {
        out.emit(generator.at(subtask, next++), NO_TIMESTAMP);
      }
      return next == count ? Status.END : Status.MORE;
    }

    @Override
    public CompletableFuture<?> available() {
      return CompletableFuture.completedFuture(null);
    }
  }

  /** Does a step for each record. */
  static final class Each implements Operator {
    private final Step step;
    private Output<Object> out;

    Each(Step step) {
      this.step = step;
    }

    @Override
    public void open(OperatorContext context) {
      out = context.output();
    }

    @Override
    public void process(int input, Object record, long timestamp) throws Exception {
      step.process(record, timestamp, out);
    }
  }

  static Plan plan(String name, JobType type, int parallelism, ExecutionConfig config) {
    return new Plan(name, new JobSettings(type, RestartSpec.none(), Map.of()), parallelism, config);
  }

  static Plan plan(String name) {
    return plan(name, JobType.BATCH, 2, new ExecutionConfig());
  }

  static PlanNode sequence(long count, Generator generator, TypeSerializer<?> serializer) {
    return new PlanNode("sequence", () -> new Sequence(count, generator))
        .outputSerializer(serializer);
  }

  static PlanNode each(PlanNode source, Ship ship, TypeSerializer<?> serializer, Step step) {
    return node("each", source, ship, serializer, () -> new Each(step));
  }

  static PlanNode node(
      String name,
      PlanNode source,
      Ship ship,
      TypeSerializer<?> serializer,
      OperatorFactory factory) {
    return new PlanNode(name, factory)
        .input(0, source, "", ship, serializer)
        .outputSerializer(serializer);
  }

  /** Keeps what it sees under a name. */
  static PlanNode sink(String name, PlanNode source, Ship ship, TypeSerializer<?> serializer) {
    return node(
        "sink",
        source,
        ship,
        serializer,
        () -> new Each((record, timestamp, out) -> seen(name).add(record)));
  }
}
