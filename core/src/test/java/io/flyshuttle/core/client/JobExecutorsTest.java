// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.Failure;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.job.JobID;
import io.flyshuttle.core.option.Configuration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class JobExecutorsTest {

  private static final class Fake implements JobExecutor {
    private final Configuration configuration = new Configuration();

    @Override
    public JobClient submit(JobGraph graph) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int defaultParallelism() {
      return 1;
    }

    @Override
    public Configuration configuration() {
      return configuration;
    }
  }

  @Test
  void shouldGiveTheInstalledExecutorThatOfTheThreadFirst() throws Exception {
    Fake ofProcess = new Fake();
    Fake ofThread = new Fake();
    try (JobExecutors.Installation process = JobExecutors.install(ofProcess)) {
      assertSame(ofProcess, JobExecutors.current());
      assertThrows(IllegalStateException.class, () -> JobExecutors.install(new Fake()));
      try (JobExecutors.Installation thread = JobExecutors.installForThread(ofThread)) {
        assertSame(ofThread, JobExecutors.current());
        AtomicReference<JobExecutor> seenByOther = new AtomicReference<>();
        Thread other = new Thread(() -> seenByOther.set(JobExecutors.current()));
        other.start();
        other.join();
        assertSame(ofProcess, seenByOther.get());
      }
      assertSame(ofProcess, JobExecutors.current());
    }
    assertNull(JobExecutors.installed());
  }

  @Test
  void shouldSayHowToGetAnExecutor() {
    FlyshuttleException e = assertThrows(FlyshuttleException.class, JobExecutors::current);
    assertEquals(ErrorCode.CLUSTER_UNREACHABLE, e.code());
    assertTrue(e.getMessage().contains("flyshuttle run"), e.getMessage());
  }

  @Test
  void shouldWaitForJobsUnlessSetOtherwise() {
    Fake executor = new Fake();
    assertTrue(executor.attached());
    executor.configuration.setString("execution.attached", "false");
    assertEquals(false, executor.attached());
  }

  @Test
  void shouldCarryTheFailure() {
    JobID id = new JobID();
    Failure failure = new Failure(ErrorCode.WORKER_LOST, "worker 3 is gone", "Map (1/2)", "", 5);
    JobExecutionException e = new JobExecutionException(id, failure);
    assertEquals(ErrorCode.WORKER_LOST, e.code());
    assertSame(failure, e.failure());
    assertTrue(e.getMessage().contains("worker 3 is gone"), e.getMessage());
  }

  @Test
  void shouldRefuseResultsOfDetachedJobs() {
    DetachedJobResult result = new DetachedJobResult(new JobID());
    assertThrows(FlyshuttleException.class, result::getNetRuntime);
    assertThrows(FlyshuttleException.class, () -> result.getAccumulatorResult("a"));
    assertThrows(FlyshuttleException.class, result::getAllAccumulatorResults);
    assertThrows(ClassCastException.class, result::getJobExecutionResult);
  }
}
