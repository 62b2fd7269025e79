// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.appmaster.session.SessionReport;
import io.flyshuttle.core.client.JobClient;
import io.flyshuttle.core.client.JobExecutionException;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.graph.JobType;
import io.flyshuttle.core.graph.RestartSpec;
import io.flyshuttle.core.job.JobExecutionResult;
import io.flyshuttle.core.job.JobStatus;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.plan.PlanNode;
import io.flyshuttle.core.plan.Ship;
import io.flyshuttle.core.serialize.basic.IntSerializer;
import io.flyshuttle.worker.agent.Worker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whole jobs, from the graph to the result, in one JVM. */
@Timeout(600)
class LocalSessionTest {
  private static final int RECORDS = 20_000;

  private static LocalSettings workers(int workers, int slots) {
    Configuration configuration = new Configuration();
    configuration.set(LocalOptions.WORKERS, workers);
    return new LocalSettings(workers, slots, 64 << 20, configuration.toMap());
  }

  private static JobGraph counting(String name, int sources, int sinks, Ship ship) {
    PlanNode source = Programs.numbers(RECORDS).parallelism(sources);
    PlanNode sink =
        Programs.counting()
            .parallelism(sinks)
            .input(
                0,
                source.outputSerializer(IntSerializer.INSTANCE),
                "",
                ship,
                IntSerializer.INSTANCE);
    return Programs.plan(name, 1).add(sink).toJobGraph();
  }

  private static JobExecutionResult run(LocalSession session, JobGraph graph) throws Exception {
    return session.submit(graph).getJobExecutionResult().get(120, TimeUnit.SECONDS);
  }

  private static void assertAllCounted(JobExecutionResult result, int sources) {
    assertEquals(sources * RECORDS, (Integer) result.getAccumulatorResult("count"));
    int sum = sources * (RECORDS / 2 * (RECORDS - 1));
    assertEquals(sum, (Integer) result.getAccumulatorResult("sum"));
  }

  @Test
  void shouldRunAJobInOneWorker() throws Exception {
    try (LocalSession session = LocalSession.start(workers(1, 3))) {
      assertAllCounted(run(session, counting("job", 2, 3, Ship.rebalance())), 2);
    }
  }

  @Test
  void shouldRunAJobOverSocketsBetweenWorkers() throws Exception {
    try (LocalSession session = LocalSession.start(workers(2, 2))) {
      assertAllCounted(run(session, counting("job", 4, 4, Ship.rebalance())), 4);
      assertEquals(2, session.workers().size());
    }
  }

  @Test
  void shouldRescaleFromTwoToFiveToThree() throws Exception {
    try (LocalSession session = LocalSession.start(workers(2, 3))) {
      PlanNode source =
          Programs.numbers(RECORDS).parallelism(2).outputSerializer(IntSerializer.INSTANCE);
      PlanNode middle =
          Programs.failingAt(-1)
              .parallelism(5)
              .outputSerializer(IntSerializer.INSTANCE)
              .input(0, source, "", Ship.rescale(), IntSerializer.INSTANCE);
      PlanNode sink =
          Programs.counting()
              .parallelism(3)
              .input(0, middle, "", Ship.rescale(), IntSerializer.INSTANCE);
      assertAllCounted(run(session, Programs.plan("2-5-3", 1).add(sink).toJobGraph()), 2);
    }
  }

  @Test
  void shouldRunBlockingStagesWithFewerSlotsThanSubtasks() throws Exception {
    try (LocalSession session = LocalSession.start(workers(2, 1))) {
      assertAllCounted(run(session, counting("staged", 4, 3, Ship.rebalance().blocking())), 4);
    }
  }

  @Test
  void shouldRunThreeJobsAtOnce() throws Exception {
    try (LocalSession session = LocalSession.start(workers(2, 3))) {
      List<JobClient> clients = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        clients.add(session.submit(counting("job " + i, 2, 2, Ship.rebalance())));
      }
      for (JobClient client : clients) {
        assertAllCounted(client.getJobExecutionResult().get(120, TimeUnit.SECONDS), 2);
      }
      SessionReport.Overview overview = session.jobManager().overview().get(120, TimeUnit.SECONDS);
      assertEquals(6, overview.slotsFree());
      assertEquals(3, overview.jobs().get(JobStatus.FINISHED));
    }
  }

  @Test
  void shouldRunGlobalHooksOnceEach() throws Exception {
    int before = Programs.Signal.INITIALIZED.get();
    int completedBefore = Programs.Signal.COMPLETED.get();
    try (LocalSession session = LocalSession.start(workers(1, 2))) {
      PlanNode source =
          Programs.numbers(10).parallelism(1).outputSerializer(IntSerializer.INSTANCE);
      PlanNode sink =
          Programs.counting()
              .parallelism(2)
              .globalHook(new Programs.Hook())
              .input(0, source, "", Ship.rebalance(), IntSerializer.INSTANCE);
      run(session, Programs.plan("hooks", 1).add(sink).toJobGraph());
    }
    assertEquals(before + 2, Programs.Signal.INITIALIZED.get());
    assertEquals(completedBefore + 2, Programs.Signal.COMPLETED.get());
  }

  @Test
  void whenAFunctionFailsThenTheReasonAndTheFrameAreShown() throws Exception {
    try (LocalSession session = LocalSession.start(workers(2, 1))) {
      PlanNode source =
          Programs.numbers(RECORDS).parallelism(2).outputSerializer(IntSerializer.INSTANCE);
      PlanNode middle =
          Programs.failingAt(777)
              .parallelism(2)
              .outputSerializer(IntSerializer.INSTANCE)
              .input(0, source, "", Ship.rebalance(), IntSerializer.INSTANCE);
      PlanNode sink =
          Programs.counting()
              .parallelism(2)
              .input(0, middle, "", Ship.rebalance(), IntSerializer.INSTANCE);
      JobClient client = session.submit(Programs.plan("bad", 1).add(sink).toJobGraph());
      ExecutionException thrown =
          assertThrows(
              ExecutionException.class,
              () -> client.getJobExecutionResult().get(120, TimeUnit.SECONDS));
      JobExecutionException failure = (JobExecutionException) thrown.getCause();
      assertEquals(ErrorCode.USER_FUNCTION_FAILED, failure.code());
      assertTrue(failure.getMessage().contains("unlucky number 777"), failure.getMessage());
      StackTraceElement frame = failure.getCause().getStackTrace()[0];
      assertEquals("io.flyshuttle.local.Programs$FailingAt", frame.getClassName());
      assertAllCounted(run(session, counting("next", 2, 2, Ship.rebalance())), 2);
    }
  }

  @Test
  void whenCancelledThenTheJobEndsAndItsSlotsAreFree() throws Exception {
    try (LocalSession session = LocalSession.start(workers(1, 2))) {
      JobClient client = startEndless(session, 2, RestartSpec.sessionDefault());
      client.cancel().get(120, TimeUnit.SECONDS);
      ExecutionException thrown =
          assertThrows(
              ExecutionException.class,
              () -> client.getJobExecutionResult().get(120, TimeUnit.SECONDS));
      assertEquals(ErrorCode.JOB_CANCELED, ((JobExecutionException) thrown.getCause()).code());
      assertEquals(JobStatus.CANCELED, client.getJobStatus().get(120, TimeUnit.SECONDS));
      assertEquals(2, session.jobManager().overview().get(120, TimeUnit.SECONDS).slotsFree());
    }
  }

  private static JobClient startEndless(LocalSession session, int parallelism, RestartSpec restart)
      throws InterruptedException {
    Programs.Signal.running = new CountDownLatch(parallelism);
    PlanNode source =
        Programs.numbers(-1).parallelism(parallelism).outputSerializer(IntSerializer.INSTANCE);
    PlanNode sink =
        Programs.counting()
            .parallelism(parallelism)
            .input(0, source, "", Ship.rebalance(), IntSerializer.INSTANCE);
    JobClient client =
        session.submit(
            Programs.plan("endless", JobType.STREAMING, restart, 1).add(sink).toJobGraph());
    assertTrue(Programs.Signal.running.await(120, TimeUnit.SECONDS));
    return client;
  }

  @Test
  void whenAWorkerIsKilledThenTheJobRestartsOnAnother() throws Exception {
    try (LocalSession session = LocalSession.start(workers(2, 1))) {
      JobClient client = startEndless(session, 2, RestartSpec.sessionDefault());
      Programs.Signal.running = new CountDownLatch(2);
      session.killWorker(session.workers().keySet().iterator().next());
      assertTrue(Programs.Signal.running.await(120, TimeUnit.SECONDS), "runs again");
      assertEquals(2, session.workers().size());
      int restarts =
          session.jobManager().job(client.getJobID()).get(120, TimeUnit.SECONDS).restarts();
      assertEquals(1, restarts);
    }
  }

  @Test
  void whenJobsHaveEndedThenWorkersHoldNothing() throws Exception {
    try (LocalSession session = LocalSession.start(workers(2, 2))) {
      run(session, counting("one", 4, 4, Ship.rebalance()));
      run(session, counting("two", 4, 4, Ship.rebalance().blocking()));
      for (Worker worker : session.workers().values()) {
        Streams.awaitTrue(
            () -> {
              Worker.Holdings left = worker.holdings();
              return left.equals(new Worker.Holdings(0, 0, 0, 0, 0, 0, 0, left.connections(), 0));
            },
            () -> worker.info().id() + " holds " + worker.holdings());
      }
    }
  }

  @Test
  void whenMoreSlotsAreNeededThanThereAreThenTheJobFailsWithCounts() throws Exception {
    try (LocalSession session = LocalSession.start(workers(1, 2))) {
      JobClient client = session.submit(counting("wide", 5, 5, Ship.rebalance()));
      ExecutionException thrown =
          assertThrows(
              ExecutionException.class,
              () -> client.getJobExecutionResult().get(120, TimeUnit.SECONDS));
      assertEquals(ErrorCode.NOT_ENOUGH_SLOTS, ((JobExecutionException) thrown.getCause()).code());
    }
  }

  @Test
  void shouldRunProgramsWithoutASessionOfTheirOwn() throws Exception {
    var executor = new LocalExecutorProvider().create(new Configuration());
    JobClient client = executor.submit(counting("free", 7, 7, Ship.rebalance()));
    assertAllCounted(client.getJobExecutionResult().get(120, TimeUnit.SECONDS), 7);
  }
}
