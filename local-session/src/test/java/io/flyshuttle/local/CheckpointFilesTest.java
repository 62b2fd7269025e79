// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.local;

import static io.flyshuttle.local.Streams.assertExact;
import static io.flyshuttle.local.Streams.awaitCheckpoints;
import static io.flyshuttle.local.Streams.awaitTrue;
import static io.flyshuttle.local.Streams.checkpoints;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.appmaster.checkpoint.CheckpointReport;
import io.flyshuttle.appmaster.checkpoint.CheckpointReport.Status;
import io.flyshuttle.core.client.JobClient;
import io.flyshuttle.core.function.rich.RichMapFunction;
import io.flyshuttle.core.option.CheckpointingOptions;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.option.MemorySize;
import io.flyshuttle.core.option.StateBackendOptions;
import io.flyshuttle.core.state.CheckpointListener;
import io.flyshuttle.core.stream.sink.DiscardingSink;
import io.flyshuttle.datastream.StreamExecutionEnvironment;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What checkpoints leave on the file system, and what is told of them. */
@Timeout(600)
class CheckpointFilesTest {
  private static final int PARALLELISM = 4;

  /** A worker closes a file to which no task has added for so long. */
  private static final long STRAGGLER_MILLIS = 1_000;

  /** Of this JVM: notifications by checkpoint and subtask, and those that came too early. */
  private static final Map<String, AtomicLong> NOTIFIED = new ConcurrentHashMap<>();

  private static final AtomicLong TOO_EARLY = new AtomicLong();
  private static final AtomicLong RECORDS = new AtomicLong();
  private static volatile Path root;

  @TempDir private Path directory;

  @BeforeEach
  void reset() {
    Streams.reset();
    NOTIFIED.clear();
    TOO_EARLY.set(0);
    RECORDS.set(0);
    root = directory.resolve("checkpoints");
  }

  private static LocalSession session(
      String backend, boolean incremental, int retained, String inlineBelow) {
    Configuration configuration =
        new Configuration()
            .set(LocalOptions.WORKERS, 2)
            .set(StateBackendOptions.STATE_BACKEND, backend)
            .set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, incremental)
            .set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.parse(inlineBelow))
            .set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, retained)
            .set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, WatchedFiles.uri(root));
    return LocalSession.start(new LocalSettings(2, 2, 64 << 20, configuration.toMap()));
  }

  private static StreamExecutionEnvironment environment(long intervalMillis) {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(PARALLELISM);
    env.enableCheckpointing(intervalMillis);
    return env;
  }

  private static List<Path> files() {
    if (!Files.exists(root)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile).toList();
    } catch (IOException | UncheckedIOException e) {
      // files are being deleted while they are listed
      return files();
    }
  }

  private static long directories() {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(path -> path.getFileName().toString().startsWith("chk-")).count();
    } catch (IOException | UncheckedIOException e) {
      return directories();
    }
  }

  @ParameterizedTest
  @CsvSource({"hashmap,false", "paged,true"})
  void shouldKeepAFewDirectoriesOverAHundredCheckpoints(String backend, boolean incremental)
      throws Exception {
    int retained = 2;
    try (LocalSession session = session(backend, incremental, retained, "0b")) {
      StreamExecutionEnvironment env = environment(10);
      Streams.add(env, "a", false);
      JobClient job = session.submit(env.jobGraph("hundred"));
      awaitCheckpoints(session, job, 5);
      while (checkpoints(session, job).completed() < 100) {
        // kept ones, the one under way, and some that are just being deleted
        awaitTrue(() -> directories() <= retained + 6, () -> directories() + " directories");
        awaitCheckpoints(session, job, 1);
      }
      assertExact(job, PARALLELISM, "a");
      awaitTrue(() -> files().isEmpty(), "left over: " + files());
    }
  }

  @ParameterizedTest
  @CsvSource({"hashmap,false,0b", "hashmap,false,20kb", "paged,true,0b", "paged,true,500b"})
  void shouldTellAsManyBytesAsThereAreOnDisk(
      String backend, boolean incremental, String inlineBelow) throws Exception {
    try (LocalSession session = session(backend, incremental, 1_000, inlineBelow)) {
      StreamExecutionEnvironment env = environment(40);
      Streams.add(env, "a", false);
      JobClient job = session.submit(env.jobGraph("bytes"));
      awaitCheckpoints(session, job, 8);
      int checked = 0;
      for (CheckpointReport.Line line : checkpoints(session, job).history()) {
        if (line.status() != Status.COMPLETED) {
          continue;
        }
        long bytes = 0;
        int own = 0;
        for (Path file : files()) {
          boolean ofIt = file.getParent().getFileName().toString().equals("chk-" + line.id());
          boolean shared =
              file.getParent().getFileName().toString().equals("shared")
                  && file.getFileName().toString().startsWith(line.id() + "-");
          own += ofIt ? 1 : 0;
          bytes += ofIt || shared ? Files.size(file) : 0;
        }
        assertEquals(bytes, line.bytes(), "checkpoint " + line.id());
        // more only if a worker has waited too long for one of its tasks
        assertTrue(
            own <= 3 || line.durationMillis() >= STRAGGLER_MILLIS,
            own + " files: one of each worker, and the metadata, in " + line);
        checked++;
      }
      assertTrue(checked >= 8, checked + " checkpoints");
      assertExact(job, PARALLELISM, "a");
    }
  }

  /** Hands numbers on, and notes what it is told of checkpoints. */
  private static final class Listening extends RichMapFunction<Long, Long>
      implements CheckpointListener {
    private static final long serialVersionUID = 1L;

    @Override
    public Long map(Long value) {
      RECORDS.incrementAndGet();
      return value;
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws IOException {
      int subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
      NOTIFIED
          .computeIfAbsent(checkpointId + "/" + subtask, key -> new AtomicLong())
          .incrementAndGet();
      boolean durable;
      try (Stream<Path> all = Files.walk(root)) {
        durable = all.anyMatch(path -> path.endsWith("chk-" + checkpointId + "/_metadata"));
      } catch (UncheckedIOException e) {
        durable = true;
      }
      if (!durable) {
        TOO_EARLY.incrementAndGet();
      }
    }
  }

  private static JobClient endless(LocalSession session) {
    StreamExecutionEnvironment env = environment(30);
    env.fromSequence(0, Long.MAX_VALUE - 1).map(new Listening()).addSink(new DiscardingSink<>());
    return session.submit(env.jobGraph("endless"));
  }

  @Test
  void shouldNotifyEachTaskOnceWhenTheMetadataIsDurable() throws Exception {
    try (LocalSession session = session("hashmap", false, 1_000, "0b")) {
      JobClient job = endless(session);
      awaitCheckpoints(session, job, 6);
      for (int subtask = 0; subtask < PARALLELISM; subtask++) {
        for (int id = 1; id <= 5; id++) {
          String key = id + "/" + subtask;
          awaitTrue(() -> NOTIFIED.containsKey(key), key + " is not notified");
        }
      }
      job.cancel().get(120, TimeUnit.SECONDS);
      NOTIFIED.forEach((key, times) -> assertEquals(1, times.get(), key));
      assertEquals(0, TOO_EARLY.get());
    }
  }

  @Test
  void shouldProcessRecordsWhileStateIsWritten() throws Exception {
    CountDownLatch written = new CountDownLatch(1);
    CountDownLatch writing = new CountDownLatch(1);
    WatchedFiles.interfere(
        (operation, path) -> {
          if (operation.equals("write") && path.getName().endsWith(".segment")) {
            writing.countDown();
            try {
              written.await();
            } catch (InterruptedException e) {
              throw new InterruptedIOException("the write was interrupted");
            }
          }
        });
    try (LocalSession session = session("hashmap", false, 1, "0b")) {
      JobClient job = endless(session);
      assertTrue(writing.await(120, TimeUnit.SECONDS));
      long before = RECORDS.get();
      awaitTrue(() -> RECORDS.get() > before + 100_000, "nothing is processed meanwhile");
      assertEquals(0, checkpoints(session, job).completed());
      written.countDown();
      awaitCheckpoints(session, job, 1);
      CheckpointReport.Detail first =
          session.jobManager().checkpoint(job.getJobID(), 1).get().orElseThrow();
      assertEquals(Status.COMPLETED, first.line().status());
      first
          .parts()
          .forEach(
              part ->
                  assertTrue(
                      part.times().syncMillis() <= part.times().asyncMillis(), part.toString()));
      job.cancel().get(120, TimeUnit.SECONDS);
    } finally {
      written.countDown();
    }
  }
}
