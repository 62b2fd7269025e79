// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.appmaster.job.JobReport;
import io.flyshuttle.core.accumulator.IntCounter;
import io.flyshuttle.core.client.JobClient;
import io.flyshuttle.core.graph.JobType;
import io.flyshuttle.core.graph.RestartSpec;
import io.flyshuttle.core.job.JobExecutionResult;
import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.plan.PlanNode;
import io.flyshuttle.core.plan.Ship;
import io.flyshuttle.core.serialize.basic.IntSerializer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Failures between stages of a batch job: results that are still there are not made again. */
final class BatchFailoverTest {
  private static final int RECORDS = 1000;
  private static final int WORKERS = 3;

  /** Of the process, as workers and test share it. */
  private static final class Gate {
    static volatile CountDownLatch reached = new CountDownLatch(1);
    static volatile CountDownLatch released = new CountDownLatch(1);
    static final AtomicBoolean FAIL_ONCE = new AtomicBoolean();

    private Gate() {}
  }

  /** Counts; at its first record it lets the test act, and fails once if told to. */
  private static final class GatedCount implements Operator {
    private final IntCounter count = new IntCounter();
    private final IntCounter sum = new IntCounter();
    private boolean passed;

    @Override
    public void open(OperatorContext context) {
      context.runtimeContext().addAccumulator("count", count);
      context.runtimeContext().addAccumulator("sum", sum);
    }

    @Override
    public void process(int input, Object record, long timestamp) throws Exception {
      if (!passed) {
        passed = true;
        Gate.reached.countDown();
        Gate.released.await();
        if (Gate.FAIL_ONCE.getAndSet(false)) {
          throw new IllegalStateException("once");
        }
      }
      count.add(1);
      sum.add((Integer) record);
    }
  }

  private static JobClient submit(LocalSession session) {
    PlanNode source =
        Programs.numbers(RECORDS).parallelism(WORKERS).outputSerializer(IntSerializer.INSTANCE);
    PlanNode sink =
        new PlanNode("count", (OperatorFactory) GatedCount::new)
            .parallelism(WORKERS)
            .input(0, source, "", Ship.rebalance().blocking(), IntSerializer.INSTANCE);
    return session.submit(
        Programs.plan("staged", JobType.BATCH, RestartSpec.fixedDelay(3, 0), 1)
            .add(sink)
            .toJobGraph());
  }

  private static LocalSession start() {
    Gate.reached = new CountDownLatch(WORKERS);
    Gate.released = new CountDownLatch(1);
    Gate.FAIL_ONCE.set(false);
    return LocalSession.start(new LocalSettings(WORKERS, 1, 64 << 20, Map.of()));
  }

  private static JobReport.Vertex vertex(LocalSession session, JobClient client, String name)
      throws Exception {
    List<JobReport.Vertex> vertices =
        session.jobManager().job(client.getJobID()).get(120, TimeUnit.SECONDS).vertices();
    return vertices.stream().filter(v -> v.name().contains(name)).findFirst().orElseThrow();
  }

  private static void assertAllCounted(JobClient client) throws Exception {
    JobExecutionResult result = client.getJobExecutionResult().get(120, TimeUnit.SECONDS);
    assertEquals(WORKERS * RECORDS, (Integer) result.getAccumulatorResult("count"));
    assertEquals(
        WORKERS * (RECORDS / 2 * (RECORDS - 1)), (Integer) result.getAccumulatorResult("sum"));
  }

  @Test
  void whenAConsumerFailsThenOnlyItRunsAgain() throws Exception {
    try (LocalSession session = start()) {
      JobClient client = submit(session);
      assertTrue(Gate.reached.await(120, TimeUnit.SECONDS));
      Gate.FAIL_ONCE.set(true);
      Gate.released.countDown();

      assertAllCounted(client);
      assertEquals(0, attempts(vertex(session, client, "numbers")));
      assertEquals(1, attempts(vertex(session, client, "count")));
    }
  }

  @Test
  void whenAWorkerIsLostThenOnlyItsPartOfTheFinishedStageRunsAgain() throws Exception {
    try (LocalSession session = start()) {
      JobClient client = submit(session);
      assertTrue(Gate.reached.await(120, TimeUnit.SECONDS));
      Map<Integer, String> madeBy = new HashMap<>();
      vertex(session, client, "numbers")
          .subtasks()
          .forEach(subtask -> madeBy.put(subtask.index(), subtask.worker()));
      String lost = madeBy.get(1);
      session.killWorker(lost);
      Gate.released.countDown();

      assertAllCounted(client);
      for (JobReport.Subtask subtask : vertex(session, client, "numbers").subtasks()) {
        boolean wasLost = madeBy.get(subtask.index()).equals(lost);
        assertEquals(wasLost ? 1 : 0, subtask.attempt(), "numbers " + subtask.index());
      }
    }
  }

  private static int attempts(JobReport.Vertex vertex) {
    return vertex.subtasks().stream().mapToInt(JobReport.Subtask::attempt).sum();
  }
}
