// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.local;

import static io.flyshuttle.local.Streams.assertExact;
import static io.flyshuttle.local.Streams.awaitCheckpoints;
import static io.flyshuttle.local.Streams.awaitTrue;
import static io.flyshuttle.local.Streams.checkpoints;
import static io.flyshuttle.local.Streams.failOnce;
import static io.flyshuttle.local.Streams.restarts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.appmaster.job.JobEvent;
import io.flyshuttle.appmaster.job.JobReport;
import io.flyshuttle.appmaster.session.SessionReport;
import io.flyshuttle.core.checkpoint.file.CheckpointLayout;
import io.flyshuttle.core.client.JobClient;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.job.JobStatus;
import io.flyshuttle.core.job.RestartStrategies;
import io.flyshuttle.core.option.CheckpointingOptions;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.option.MemorySize;
import io.flyshuttle.datastream.StreamExecutionEnvironment;
import io.flyshuttle.protocol.message.TaskState;
import io.flyshuttle.worker.agent.Worker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Streams whose tasks fail: what starts again, from what, how often, and what is left. */
@Timeout(600)
class RecoveryTest {
  private static final int PARALLELISM = 2;

  @TempDir private Path directory;

  @BeforeEach
  void reset() {
    Streams.reset();
  }

  private LocalSession session() {
    Configuration configuration =
        new Configuration()
            .set(LocalOptions.WORKERS, 2)
            .set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.parse("0b"))
            .set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, 3)
            .set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                WatchedFiles.uri(directory.resolve("checkpoints")));
    return LocalSession.start(new LocalSettings(2, 2, 64 << 20, configuration.toMap()));
  }

  private static StreamExecutionEnvironment environment() {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(PARALLELISM);
    env.enableCheckpointing(30);
    env.setRestartStrategy(RestartStrategies.fixedDelayRestart(100, 0));
    return env;
  }

  private static JobReport.Detail detail(LocalSession session, JobClient job) {
    return session.jobManager().job(job.getJobID()).join();
  }

  @Test
  void whenOneOfTwoStreamsFailsThenTheOtherRunsOn() throws Exception {
    try (LocalSession session = session()) {
      StreamExecutionEnvironment env = environment();
      Streams.add(env, "a", true);
      Streams.add(env, "b", false);
      JobClient job = session.submit(env.jobGraph("two"));
      awaitCheckpoints(session, job, 1);
      failOnce(session, job);
      awaitCheckpoints(session, job, 1);
      for (JobReport.Vertex vertex : detail(session, job).vertices()) {
        boolean failed = vertex.name().contains(" a");
        for (JobReport.Subtask subtask : vertex.subtasks()) {
          assertEquals(failed ? 1 : 0, subtask.attempt(), vertex.name());
          assertEquals(TaskState.RUNNING, subtask.state(), vertex.name());
        }
      }
      assertExact(job, PARALLELISM, "a", "b");
    }
  }

  @Test
  void whenTasksFailTwentyTimesThenAllIsAsAtTheStartAndTheResultIsExact() throws Exception {
    try (LocalSession session = session()) {
      StreamExecutionEnvironment env = environment();
      Streams.add(env, "a", true);
      JobClient job = session.submit(env.jobGraph("twenty"));
      awaitCheckpoints(session, job, 1);
      Set<String> workers = session.workers().keySet();
      for (int i = 0; i < 20; i++) {
        failOnce(session, job);
      }
      assertExact(job, PARALLELISM, "a");
      assertEquals(20, restarts(session, job));
      assertEquals(workers, session.workers().keySet());
      SessionReport.Overview overview = session.jobManager().overview().get(120, TimeUnit.SECONDS);
      assertEquals(4, overview.slotsTotal());
      assertEquals(4, overview.slotsFree());
      assertEquals(2, overview.workersWanted());
      awaitTrue(
          () ->
              session.workers().values().stream()
                  .map(Worker::holdings)
                  .allMatch(
                      held ->
                          held.tasks() == 0
                              && held.lentBuffers() == 0
                              && held.promisedBuffers() == 0
                              && held.lentSegments() == 0
                              && held.results() == 0
                              && held.checkpoints() == 0),
          "workers still hold something");
      awaitTrue(() -> files("").isEmpty(), "files are left over");
    }
  }

  @Test
  void whenMoreFailThanTheRateAllowsThenTheJobFailsWithTheRootCause() throws Exception {
    try (LocalSession session = session()) {
      StreamExecutionEnvironment env = environment();
      env.setRestartStrategy(
          RestartStrategies.failureRateRestart(3, Duration.ofMinutes(5), Duration.ZERO));
      Streams.add(env, "a", true);
      JobClient job = session.submit(env.jobGraph("rate"));
      awaitCheckpoints(session, job, 1);
      Streams.fail(Integer.MAX_VALUE);
      ExecutionException thrown =
          assertThrows(
              ExecutionException.class,
              () -> job.getJobExecutionResult().get(120, TimeUnit.SECONDS));
      String message = thrown.getCause().getMessage();
      assertTrue(message.contains("a failure of this test"), message);
      assertTrue(message.contains("map a ("), message);
      assertTrue(message.contains("with the record "), message);
      assertEquals(3, restarts(session, job));
      List<JobEvent.Failed> failures = session.jobManager().failures(job.getJobID()).get();
      long causes =
          failures.stream()
              .filter(f -> f.failure().code() == ErrorCode.USER_FUNCTION_FAILED)
              .filter(
                  f -> f.worker() != null && f.host() != null && f.failure().timestampMillis() > 0)
              .count();
      assertEquals(4, causes, failures.toString());
    }
  }

  @Test
  void whenNoRestartIsWantedThenTheFirstFailureFailsTheJob() throws Exception {
    try (LocalSession session = session()) {
      StreamExecutionEnvironment env = environment();
      env.setRestartStrategy(RestartStrategies.noRestart());
      Streams.add(env, "a", true);
      JobClient job = session.submit(env.jobGraph("none"));
      awaitCheckpoints(session, job, 1);
      Streams.fail(1);
      awaitTrue(() -> detail(session, job).line().status() == JobStatus.FAILED, "it does not fail");
      assertEquals(0, restarts(session, job));
    }
  }

  @Test
  void whenTheNewestCheckpointIsDamagedThenTheOneBeforeIsRestoredExactly() throws Exception {
    try (LocalSession session = session()) {
      StreamExecutionEnvironment env = environment();
      Streams.add(env, "a", true);
      JobClient job = session.submit(env.jobGraph("damaged"));
      awaitCheckpoints(session, job, 4);
      WatchedFiles.interfere(
          (operation, path) -> {
            if (operation.equals("create")) {
              throw new IOException("no more checkpoints for now");
            }
          });
      long failed = checkpoints(session, job).failed();
      awaitTrue(() -> checkpoints(session, job).failed() > failed + 1, "checkpoints go on");
      Path newest =
          files("_metadata").stream()
              .map(Path::getParent)
              .max(Comparator.comparingLong(RecoveryTest::checkpointId))
              .orElseThrow();
      List<Path> segments =
          files(".segment").stream().filter(file -> file.startsWith(newest)).toList();
      assertFalse(segments.isEmpty());
      for (Path segment : segments) {
        byte[] bytes = Files.readAllBytes(segment);
        for (int i = 0; i < bytes.length; i += 11) {
          bytes[i] ^= 1;
        }
        Files.write(segment, bytes);
      }
      Streams.fail(1);
      awaitTrue(() -> restarts(session, job) >= 2, "the damage is not found");
      WatchedFiles.reset();
      awaitCheckpoints(session, job, 1);
      assertFalse(checkpoints(session, job).restoredFrom().endsWith("/" + newest.getFileName()));
      assertTrue(
          session.jobManager().failures(job.getJobID()).get().stream()
              .anyMatch(f -> f.failure().code() == ErrorCode.CHECKPOINT_DAMAGED));
      assertExact(job, PARALLELISM, "a");
    }
  }

  private static long checkpointId(Path directory) {
    return CheckpointLayout.checkpointIdOf(directory.getFileName().toString()).orElseThrow();
  }

  private List<Path> files(String suffix) {
    if (!Files.exists(directory.resolve("checkpoints"))) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(directory.resolve("checkpoints"))) {
      return all.filter(Files::isRegularFile)
          .filter(file -> file.getFileName().toString().endsWith(suffix))
          .toList();
    } catch (IOException | UncheckedIOException e) {
      // files are being deleted while they are listed
      return files(suffix);
    }
  }
}
