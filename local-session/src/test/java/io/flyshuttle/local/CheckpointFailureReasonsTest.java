// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.appmaster.checkpoint.CheckpointReport;
import io.flyshuttle.appmaster.checkpoint.CheckpointReport.Status;
import io.flyshuttle.core.client.JobClient;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.job.JobStatus;
import io.flyshuttle.core.option.CheckpointingOptions;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.option.MemorySize;
import io.flyshuttle.core.stream.sink.SinkFunction;
import io.flyshuttle.core.stream.source.SourceFunction;
import io.flyshuttle.datastream.StreamExecutionEnvironment;
import io.flyshuttle.protocol.message.TaskState;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever makes a checkpoint fail is told in words of its own, and the job lives on. */
@Timeout(600)
class CheckpointFailureReasonsTest {

  /** More than the time between two heartbeats, by which is told what tasks do. */
  private static final long TIMEOUT_MILLIS = 5_000;

  /** Of this JVM: functions are copied on their way to the tasks. */
  private static Semaphore permits;

  @TempDir private Path directory;

  @BeforeEach
  void reset() {
    permits = new Semaphore(0);
    WatchedFiles.reset();
  }

  @AfterEach
  void letGo() {
    permits.release(Integer.MAX_VALUE / 2);
    WatchedFiles.reset();
  }

  /** Emits as fast as it can, or hardly anything. */
  private static final class Numbers implements SourceFunction<Long> {
    private static final long serialVersionUID = 1L;
    private final boolean fast;
    private volatile boolean running = true;

    Numbers(boolean fast) {
      this.fast = fast;
    }

    @Override
    public void run(SourceContext<Long> context) {
      for (long i = 0; running; i++) {
        synchronized (context.getCheckpointLock()) {
          context.collect(i);
        }
        if (!fast) {
          LockSupport.parkNanos(20_000_000);
        }
      }
    }

    @Override
    public void cancel() {
      running = false;
    }
  }

  /** Takes a record for each permit. */
  private static final class Throttled implements SinkFunction<Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public void invoke(Long value, Context context) throws InterruptedException {
      permits.acquire();
    }
  }

  private LocalSession session() {
    Configuration configuration =
        new Configuration()
            .set(LocalOptions.WORKERS, 2)
            .set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.parse("0b"))
            .set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                WatchedFiles.uri(directory.resolve("checkpoints")));
    return LocalSession.start(new LocalSettings(2, 2, 64 << 20, configuration.toMap()));
  }

  private static JobClient submit(LocalSession session, boolean fast) {
    return session.submit(environment(fast).jobGraph("job"));
  }

  private static StreamExecutionEnvironment environment(boolean fast) {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(2);
    env.enableCheckpointing(200);
    env.getCheckpointConfig().setCheckpointTimeout(TIMEOUT_MILLIS);
    env.addSource(new Numbers(fast))
        .keyBy(number -> number % 10)
        .reduce((a, b) -> a + b)
        .name("sum")
        .rebalance()
        .addSink(new Throttled())
        .name("throttled");
    return env;
  }

  private static CheckpointReport.Line firstFailure(LocalSession session, JobClient job)
      throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (System.nanoTime() < deadline) {
      CheckpointReport.Summary summary =
          session.jobManager().checkpoints(job.getJobID()).get(120, TimeUnit.SECONDS);
      for (CheckpointReport.Line line : summary.history()) {
        if (line.status() == Status.FAILED) {
          assertEquals(JobStatus.RUNNING, job.getJobStatus().get(120, TimeUnit.SECONDS));
          return line;
        }
      }
      LockSupport.parkNanos(20_000_000);
    }
    throw new AssertionError("no checkpoint fails");
  }

  private static void assertContains(String text, String... parts) {
    for (String part : parts) {
      assertTrue(text.contains(part), text);
    }
  }

  @Test
  void whenRecordsWaitBeforeASlowSinkThenBackpressureAndTheSinkAreNamed() throws Exception {
    try (LocalSession session = session()) {
      JobClient job = submit(session, true);
      CheckpointReport.Line failed = firstFailure(session, job);
      assertEquals(ErrorCode.TIMED_OUT, failed.code());
      assertContains(
          failed.reason(),
          "wait behind records that are not processed yet (backpressure",
          "backpressure starts at ",
          "throttled (1/2) on ",
          "not come to the barrier, first of all ",
          "; it is ");
      CheckpointReport.Detail detail =
          session.jobManager().checkpoint(job.getJobID(), failed.id()).get().orElseThrow();
      long doing = detail.parts().stream().filter(part -> !part.doing().isEmpty()).count();
      assertEquals(failed.tasks() - failed.acknowledged(), doing);
    }
  }

  @Test
  void whenTheFileSystemHangsThenThoseThatWriteAreNamed() throws Exception {
    CountDownLatch hangs = new CountDownLatch(1);
    permits.release(Integer.MAX_VALUE / 2);
    WatchedFiles.interfere(
        (operation, path) -> {
          if (operation.equals("write") && path.getName().endsWith(".segment")) {
            try {
              hangs.await();
            } catch (InterruptedException e) {
              throw new InterruptedIOException("the write was interrupted");
            }
          }
        });
    try (LocalSession session = session()) {
      CheckpointReport.Line failed = firstFailure(session, submit(session, false));
      assertEquals(ErrorCode.TIMED_OUT, failed.code());
      assertContains(failed.reason(), "the file system is slow: ", "state to watched:", "[writing");
    } finally {
      hangs.countDown();
    }
  }

  @Test
  void whenMoreFailThanAreToleratedThenTheJobRestartsForThatReason() throws Exception {
    permits.release(Integer.MAX_VALUE / 2);
    WatchedFiles.interfere(
        (operation, path) -> {
          if (operation.equals("create") && path.getName().endsWith(".segment")) {
            throw new ConnectException("refused");
          }
        });
    try (LocalSession session = session()) {
      StreamExecutionEnvironment env = environment(false);
      env.getCheckpointConfig().setTolerableCheckpointFailureNumber(2);
      JobClient job = session.submit(env.jobGraph("job"));
      Streams.awaitTrue(() -> Streams.restarts(session, job) > 0, "it does not restart");
      String reason =
          session.jobManager().failures(job.getJobID()).get(120, TimeUnit.SECONDS).stream()
              .reduce((newer, older) -> older)
              .orElseThrow()
              .failure()
              .message();
      assertContains(reason, "more checkpoints failed in a row than are tolerated (2)", "refused");
      assertTrue(Streams.checkpoints(session, job).failed() >= 3);
      WatchedFiles.reset();
      Streams.awaitCheckpoints(session, job, 2);
    }
  }

  @Test
  void whileWhatWasWrittenIsBeingDeletedTheWorkerIsNotDoneWithIt() throws Exception {
    CountDownLatch deleting = new CountDownLatch(1);
    CountDownLatch mayDelete = new CountDownLatch(1);
    permits.release(Integer.MAX_VALUE / 2);
    WatchedFiles.interfere(
        (operation, path) -> {
          if (path.getName().endsWith(".segment")) {
            if (operation.equals("close")) {
              throw new ConnectException("refused");
            } else if (operation.equals("delete")) {
              deleting.countDown();
              try {
                mayDelete.await();
              } catch (InterruptedException e) {
                throw new InterruptedIOException("the deletion was interrupted");
              }
            }
          }
        });
    try (LocalSession session = session()) {
      StreamExecutionEnvironment env = environment(false);
      env.enableCheckpointing(Duration.ofDays(1).toMillis());
      JobClient job = session.submit(env.jobGraph("job"));
      Streams.awaitTrue(() -> isRunning(session, job), "it does not run");
      assertThrows(
          ExecutionException.class,
          () ->
              job.triggerSavepoint(WatchedFiles.uri(directory.resolve("savepoints")))
                  .get(120, TimeUnit.SECONDS));
      deleting.await();
      assertTrue(checkpointsHeld(session) > 0, "the file is still there");
      job.cancel().get(120, TimeUnit.SECONDS);
      Streams.awaitTrue(
          () ->
              session.workers().values().stream().allMatch(worker -> worker.holdings().jobs() == 0),
          "the workers do not let go of the job");
      assertTrue(checkpointsHeld(session) > 0, "the job has ended, the file is still there");
      mayDelete.countDown();
      Streams.awaitTrue(() -> checkpointsHeld(session) == 0, "it is never done");
    } finally {
      mayDelete.countDown();
    }
  }

  private static boolean isRunning(LocalSession session, JobClient job) {
    return session.jobManager().job(job.getJobID()).join().vertices().stream()
        .flatMap(vertex -> vertex.subtasks().stream())
        .allMatch(subtask -> subtask.state() == TaskState.RUNNING);
  }

  private static int checkpointsHeld(LocalSession session) {
    return session.workers().values().stream()
        .mapToInt(worker -> worker.holdings().checkpoints())
        .sum();
  }

  @Test
  void shouldPauseBetweenCheckpointsThatAreSlow() throws Exception {
    permits.release(Integer.MAX_VALUE / 2);
    try (LocalSession session = session()) {
      StreamExecutionEnvironment env = environment(false);
      env.getCheckpointConfig().setMinPauseBetweenCheckpoints(300);
      JobClient job = session.submit(env.jobGraph("job"));
      Streams.awaitCheckpoints(session, job, 4);
      CheckpointReport.Line later = null;
      for (CheckpointReport.Line line : Streams.checkpoints(session, job).history()) {
        if (later != null && line.status() == Status.COMPLETED) {
          long pause = later.triggerMillis() - line.triggerMillis() - line.durationMillis();
          assertTrue(pause >= 290, pause + " ms between " + line + " and " + later);
        }
        later = line;
      }
    }
  }

  /** The first failure when all files of state fail to be made or written in this way. */
  private CheckpointReport.Line failing(String at, Supplier<Exception> failure) throws Exception {
    permits.release(Integer.MAX_VALUE / 2);
    WatchedFiles.interfere(
        (operation, path) -> {
          if (operation.equals(at) && path.getName().endsWith(".segment")) {
            Exception thrown = failure.get();
            if (thrown instanceof IOException checked) {
              throw checked;
            }
            throw (RuntimeException) thrown;
          }
        });
    try (LocalSession session = session()) {
      return firstFailure(session, submit(session, false));
    }
  }

  @Test
  void whenTheQuotaIsUsedUpThenThatIsSaid() throws Exception {
    CheckpointReport.Line failed =
        failing(
            "sync",
            () -> new FlyshuttleException(ErrorCode.DISK_FULL, "The quota for x is used up"));
    assertEquals(ErrorCode.DISK_FULL, failed.code());
    assertContains(failed.reason(), "full or over its quota", "The quota for x is used up");
  }

  @Test
  void whenAccessIsDeniedThenThatIsSaid() throws Exception {
    CheckpointReport.Line failed = failing("create", () -> new AccessDeniedException("/x"));
    assertEquals(ErrorCode.ACCESS_DENIED, failed.code());
    assertContains(failed.reason(), "permission denied", "must be writable");
  }

  @Test
  void whenThePathIsNotUsableThenThatIsSaid() throws Exception {
    CheckpointReport.Line failed =
        failing("create", () -> new FileNotFoundException("/x is no directory"));
    assertEquals(ErrorCode.ACCESS_DENIED, failed.code());
    assertContains(failed.reason(), "the path cannot be used", "/x is no directory");
  }

  @Test
  void whenTheNetworkFailsThenThatIsSaid() throws Exception {
    CheckpointReport.Line failed = failing("write", () -> new ConnectException("refused"));
    assertEquals(ErrorCode.FILE_SYSTEM_UNAVAILABLE, failed.code());
    assertContains(failed.reason(), "network error on the way to the file system", "refused");
  }

  @Test
  void whenTheFileSystemDoesNotAnswerInTimeThenThatIsSaid() throws Exception {
    CheckpointReport.Line failed = failing("close", () -> new SocketTimeoutException("60000 ms"));
    assertEquals(ErrorCode.FILE_SYSTEM_UNAVAILABLE, failed.code());
    assertContains(failed.reason(), "did not answer in time", "60000 ms");
  }
}
