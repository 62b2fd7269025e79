// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.local;

import io.flyshuttle.core.accumulator.IntCounter;
import io.flyshuttle.core.graph.GlobalHook;
import io.flyshuttle.core.graph.JobSettings;
import io.flyshuttle.core.graph.JobType;
import io.flyshuttle.core.graph.RestartSpec;
import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.operator.PullSource;
import io.flyshuttle.core.plan.Plan;
import io.flyshuttle.core.plan.PlanNode;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Operators and plans for tests that need no API. */
final class Programs {
  private Programs() {}

  static Plan plan(String name, JobType type, RestartSpec restart, int parallelism) {
    return new Plan(
        name, new JobSettings(type, restart, Map.of()), parallelism, new ExecutionConfig());
  }

  static Plan plan(String name, int parallelism) {
    return plan(name, JobType.BATCH, RestartSpec.sessionDefault(), parallelism);
  }

  /** Emits 0 to {@code count} - 1 from each subtask; forever if negative. */
  static PlanNode numbers(int count) {
    return new PlanNode("numbers", (OperatorFactory) () -> new Numbers(count));
  }

  /** Counts what it gets in the accumulators "count" and "sum". */
  static PlanNode counting() {
    return new PlanNode("count", (OperatorFactory) Counting::new);
  }

  /** Hands on what it gets; throws at a given number. */
  static PlanNode failingAt(int number) {
    return new PlanNode("check", (OperatorFactory) () -> new FailingAt(number));
  }

  /** Tells the test that the tasks run. Of the process, as workers and test share it. */
  static final class Signal {
    static volatile CountDownLatch running = new CountDownLatch(1);
    static final AtomicInteger INITIALIZED = new AtomicInteger();
    static final AtomicInteger COMPLETED = new AtomicInteger();

    private Signal() {}
  }

  static final class Hook implements GlobalHook {
    private static final long serialVersionUID = 1L;

    @Override
    public void initialize(int parallelism) {
      Signal.INITIALIZED.addAndGet(parallelism);
    }

    @Override
    public void complete(int parallelism) {
      Signal.COMPLETED.addAndGet(parallelism);
    }
  }

  private static final class Numbers implements PullSource {
    private final int count;
    private OperatorContext context;
    private int next;

    Numbers(int count) {
      this.count = count;
    }

    @Override
    public void open(OperatorContext operatorContext) {
      context = operatorContext;
      Signal.running.countDown();
    }

    @Override
    public Status pull(int maxRecords) {
      for (int i = 0; i < maxRecords; i++) {
        if (next == count) {
          return Status.END;
        }
        context.<Integer>output().emit(next++, NO_TIMESTAMP);
      }
      return Status.MORE;
    }

    @Override
    public CompletableFuture<?> available() {
      return CompletableFuture.completedFuture(null);
    }
  }

  private static final class Counting implements Operator {
    private final IntCounter count = new IntCounter();
    private final IntCounter sum = new IntCounter();

    @Override
    public void open(OperatorContext context) {
      context.runtimeContext().addAccumulator("count", count);
      context.runtimeContext().addAccumulator("sum", sum);
    }

    @Override
    public void process(int input, Object record, long timestamp) {
      count.add(1);
      sum.add((Integer) record);
    }
  }

  private static final class FailingAt implements Operator {
    private final int number;
    private OperatorContext context;

    FailingAt(int number) {
      this.number = number;
    }

    @Override
    public void open(OperatorContext operatorContext) {
      context = operatorContext;
    }

    @Override
    public void process(int input, Object record, long timestamp) {
      if ((Integer) record == number) {
        throw new IllegalArgumentException("unlucky number " + number);
      }
      context.<Integer>output().emit((Integer) record, timestamp);
    }
  }
}
