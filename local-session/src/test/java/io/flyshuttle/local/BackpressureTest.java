// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.appmaster.job.JobReport;
import io.flyshuttle.appmaster.job.TaskRates;
import io.flyshuttle.core.client.JobClient;
import io.flyshuttle.core.job.JobStatus;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.stream.sink.RichSinkFunction;
import io.flyshuttle.core.stream.source.SourceFunction;
import io.flyshuttle.datastream.StreamExecutionEnvironment;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a session says of how its tasks spend their time. */
@Timeout(600)
class BackpressureTest {
  private static final long RECORDS = 400_000;
  private static final long POLL_NANOS = 20_000_000;

  /** Of this JVM: functions are copied on their way to the tasks. */
  private static Semaphore permits;

  private static CountDownLatch quiet;
  private static AtomicLong received;

  @BeforeEach
  void reset() {
    permits = new Semaphore(0);
    quiet = new CountDownLatch(1);
    received = new AtomicLong();
  }

  /** The last subtask takes a thousand records for each permit; the others take all. */
  private static final class Throttled extends RichSinkFunction<Long> {
    private static final long serialVersionUID = 1L;
    private long count;

    @Override
    public void invoke(Long value, Context context) throws InterruptedException {
      var task = getRuntimeContext().getTaskInfo();
      boolean last = task.getIndexOfThisSubtask() == task.getNumberOfParallelSubtasks() - 1;
      if (last && count++ % 1_000 == 0) {
        permits.acquire();
      }
      received.incrementAndGet();
    }
  }

  /** Emits nothing until it is let go, then one record, and ends. */
  private static final class Quiet implements SourceFunction<Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public void run(SourceContext<Long> context) throws InterruptedException {
      quiet.await();
      context.collect(1L);
    }

    @Override
    public void cancel() {
      quiet.countDown();
    }
  }

  private static LocalSession session() {
    Configuration configuration = new Configuration();
    configuration.set(LocalOptions.WORKERS, 2);
    return LocalSession.start(new LocalSettings(2, 2, 64 << 20, configuration.toMap()));
  }

  private static JobReport.Detail await(
      LocalSession session, JobClient job, Predicate<JobReport.Detail> reached) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    JobReport.Detail detail;
    do {
      detail = session.jobManager().job(job.getJobID()).get(120, TimeUnit.SECONDS);
      if (reached.test(detail)) {
        return detail;
      }
      LockSupport.parkNanos(POLL_NANOS);
    } while (System.nanoTime() < deadline);
    throw new AssertionError("not reached; the job is " + detail);
  }

  private static TaskRates rates(JobReport.Detail job, int vertex, int subtask) {
    return job.vertices().get(vertex).subtasks().get(subtask).rates();
  }

  private static boolean isIdle(JobReport.Detail job) {
    return job.vertices().stream()
        .flatMap(vertex -> vertex.subtasks().stream())
        .allMatch(task -> task.rates() != null && task.rates().idle() >= 800);
  }

  /** Both tasks of a vertex mostly wait until they may send, and have something to send. */
  private static boolean isBackpressured(JobReport.Detail job, int vertex) {
    return job.vertices().get(vertex).subtasks().stream()
        .allMatch(
            task ->
                task.rates() != null
                    && task.rates().backpressured() >= 500
                    && task.queuedOutBytes() > 0);
  }

  /** The sink that takes nothing is busy with a record, and others wait for it. */
  private static boolean isBusy(JobReport.Subtask task) {
    return task.rates() != null && task.rates().busy() >= 500 && task.queuedInBytes() > 0;
  }

  private static StreamExecutionEnvironment environment() {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(2);
    return env;
  }

  /** A source, a map with a shuffle on either side, and the sink. */
  private static JobClient throttledJob(LocalSession session) {
    StreamExecutionEnvironment env = environment();
    env.fromSequence(1, RECORDS)
        .rebalance()
        .map(value -> value)
        .returns(Long.class)
        .name("middle")
        .keyBy(value -> value)
        .addSink(new Throttled())
        .name("throttled");
    return session.submit(env.jobGraph("job"));
  }

  @Test
  void shouldNameTheThrottledSinkAndShowItsUpstreamAsBackpressured() throws Exception {
    try (LocalSession session = session()) {
      JobClient job = throttledJob(session);
      JobReport.Detail detail =
          await(
              session,
              job,
              d ->
                  d.bottlenecks().size() == 1
                      && d.bottlenecks().get(0).waiting() == 4
                      && rates(d, 2, 0) != null
                      && rates(d, 2, 0).idle() > 900
                      && isBackpressured(d, 0)
                      && isBackpressured(d, 1)
                      && isBusy(d.vertices().get(2).subtasks().get(1)));
      JobReport.Bottleneck start = detail.bottlenecks().get(0);
      assertTrue(start.name().contains("throttled"), start.name());
      assertEquals(1, start.subtask());
      assertTrue(
          start.message().startsWith("backpressure starts at ")
              && start.message().contains("throttled (2/2) on ")
              && start.message().contains("4 upstream tasks wait for it"),
          start.message());
      job.cancel().get(120, TimeUnit.SECONDS);
      await(session, job, d -> d.line().status() == JobStatus.CANCELED);
    }
  }

  @Test
  void whenABurstIsOverThenAllOfItArrivesAndNoBackpressureIsLeft() throws Exception {
    try (LocalSession session = session()) {
      JobClient job = throttledJob(session);
      await(session, job, d -> !d.bottlenecks().isEmpty());
      long stuck = received.get();
      assertTrue(stuck < RECORDS, "the burst is beyond what the sink takes");
      permits.release((int) RECORDS);
      job.getJobExecutionResult().get(120, TimeUnit.SECONDS);
      assertEquals(RECORDS, received.get());
      JobReport.Detail detail = session.jobManager().job(job.getJobID()).get();
      assertEquals(JobStatus.FINISHED, detail.line().status());
      assertTrue(detail.bottlenecks().isEmpty(), detail.bottlenecks().toString());
    }
  }

  @Test
  void shouldShowAJobWithoutInputAsIdle() throws Exception {
    try (LocalSession session = session()) {
      StreamExecutionEnvironment env = environment();
      env.addSource(new Quiet()).rebalance().addSink(new Throttled());
      permits.release();
      JobClient job = session.submit(env.jobGraph("job"));
      // the first numbers tell of the start, too
      JobReport.Detail detail = await(session, job, BackpressureTest::isIdle);
      assertTrue(detail.bottlenecks().isEmpty(), detail.bottlenecks().toString());
      quiet.countDown();
      job.getJobExecutionResult().get(120, TimeUnit.SECONDS);
      assertEquals(1, received.get());
    }
  }
}
