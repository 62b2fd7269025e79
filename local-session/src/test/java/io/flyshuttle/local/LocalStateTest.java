// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.appmaster.checkpoint.CheckpointReport;
import io.flyshuttle.appmaster.job.JobReport;
import io.flyshuttle.core.client.JobClient;
import io.flyshuttle.core.job.RestartStrategies;
import io.flyshuttle.core.option.CheckpointingOptions;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.option.CoreOptions;
import io.flyshuttle.core.option.MemorySize;
import io.flyshuttle.core.option.StateBackendOptions;
import io.flyshuttle.core.option.StateRecoveryOptions;
import io.flyshuttle.core.state.FunctionInitializationContext;
import io.flyshuttle.core.state.FunctionSnapshotContext;
import io.flyshuttle.core.state.ListState;
import io.flyshuttle.core.state.ListStateDescriptor;
import io.flyshuttle.core.stream.checkpoint.CheckpointedFunction;
import io.flyshuttle.core.stream.sink.SinkFunction;
import io.flyshuttle.core.stream.source.RichParallelSourceFunction;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.datastream.StreamExecutionEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tasks that start again in the same worker restore from copies on its disk. */
@Timeout(120)
class LocalStateTest {
  private static final int PARALLELISM = 4;
  private static final int KEYS = 100;
  private static final int PER_SUBTASK = 5_000;
  private static final int HELD_BACK = 4_000;

  // of this JVM: functions are copied on their way to the tasks
  private static final AtomicBoolean MAY_END = new AtomicBoolean();
  private static final AtomicBoolean FAILS = new AtomicBoolean();
  private static final Map<Integer, Long> SUMS = new ConcurrentHashMap<>();

  @TempDir private Path directory;

  @BeforeEach
  void reset() {
    MAY_END.set(false);
    FAILS.set(false);
    SUMS.clear();
    WatchedFiles.reset();
  }

  private Configuration configuration(String backend, boolean incremental, boolean copies) {
    return new Configuration()
        .set(LocalOptions.WORKERS, 2)
        .set(CoreOptions.TMP_DIRS, directory.resolve("tmp").toString())
        .set(StateBackendOptions.STATE_BACKEND, backend)
        .set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, incremental)
        .set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.parse("0b"))
        .set(
            CheckpointingOptions.CHECKPOINTS_DIRECTORY,
            WatchedFiles.uri(directory.resolve("checkpoints")))
        .set(StateRecoveryOptions.LOCAL_RECOVERY, copies);
  }

  private static JobClient submit(LocalSession session) {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(PARALLELISM);
    env.enableCheckpointing(50);
    env.setRestartStrategy(RestartStrategies.fixedDelayRestart(3, 10));
    env.addSource(new Numbers())
        .map(
            number -> {
              if (FAILS.compareAndSet(true, false)) {
                throw new IOException("a failure of this test");
              }
              return Tuple2.of(number % KEYS, 1L);
            })
        .returns(Types.TUPLE(Types.INT, Types.LONG))
        .keyBy(record -> record.f0)
        .sum(1)
        .addSink(
            new SinkFunction<>() {
              @Override
              public void invoke(Tuple2<Integer, Long> record, Context context) {
                SUMS.merge(record.f0, record.f1, Math::max);
              }
            });
    return session.submit(env.jobGraph("job"));
  }

  private static void awaitTrue(BooleanSupplier condition, String otherwise) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, otherwise);
      LockSupport.parkNanos(5_000_000);
    }
  }

  private static CheckpointReport.Summary checkpoints(LocalSession session, JobClient job) {
    return session.jobManager().checkpoints(job.getJobID()).join();
  }

  private static void awaitCheckpoints(LocalSession session, JobClient job, int more) {
    long wanted = checkpoints(session, job).completed() + more;
    awaitTrue(() -> checkpoints(session, job).completed() >= wanted, "no checkpoint completes");
  }

  private static void failOnce(LocalSession session, JobClient job) {
    FAILS.set(true);
    awaitTrue(
        () -> {
          JobReport.Detail detail = session.jobManager().job(job.getJobID()).join();
          return detail.restarts() == 1 && checkpoints(session, job).restored() == 1;
        },
        "the job has not started again");
  }

  private static void assertExact(JobClient job) throws Exception {
    MAY_END.set(true);
    job.getJobExecutionResult().get(60, TimeUnit.SECONDS);
    Map<Integer, Long> expected = new HashMap<>();
    for (int i = 0; i < PER_SUBTASK; i++) {
      expected.merge(i % KEYS, (long) PARALLELISM, Long::sum);
    }
    assertEquals(expected, SUMS);
  }

  private List<Path> copies() {
    try (Stream<Path> all = Files.walk(directory.resolve("tmp"))) {
      return all.filter(Files::isRegularFile)
          .filter(file -> file.getParent().getFileName().toString().startsWith("state-"))
          .toList();
    } catch (IOException | java.io.UncheckedIOException e) {
      // files come and go
      return List.of();
    }
  }

  @ParameterizedTest
  @CsvSource({"hashmap,false", "paged,false", "paged,true"})
  void shouldReadNoByteOfStateFromTheFileSystem(String backend, boolean incremental)
      throws Exception {
    Configuration configuration = configuration(backend, incremental, true);
    try (LocalSession session =
        LocalSession.start(new LocalSettings(2, 2, 64 << 20, configuration.toMap()))) {
      JobClient job = submit(session);
      awaitCheckpoints(session, job, 3);
      assertFalse(copies().isEmpty());
      failOnce(session, job);
      awaitCheckpoints(session, job, 2);
      assertEquals(0, WatchedFiles.stateBytesRead());
      assertExact(job);
      awaitTrue(() -> copies().isEmpty(), "left over: " + copies());
    }
  }

  @Test
  void whenNoCopiesAreWantedThenThereAreNoneAndTheFilesAreRead() throws Exception {
    Configuration configuration = configuration("hashmap", false, false);
    try (LocalSession session =
        LocalSession.start(new LocalSettings(2, 2, 64 << 20, configuration.toMap()))) {
      JobClient job = submit(session);
      awaitCheckpoints(session, job, 2);
      assertEquals(List.of(), copies());
      failOnce(session, job);
      awaitCheckpoints(session, job, 1);
      assertTrue(WatchedFiles.stateBytesRead() > 0);
      assertExact(job);
    }
  }

  @Test
  void whenCopiesAreDamagedThenTheFilesAreRead() throws Exception {
    Configuration configuration = configuration("hashmap", false, true);
    try (LocalSession session =
        LocalSession.start(new LocalSettings(2, 2, 64 << 20, configuration.toMap()))) {
      JobClient job = submit(session);
      awaitCheckpoints(session, job, 2);
      // no checkpoint completes from now on, so these copies are what a restart finds
      WatchedFiles.interfere(
          (operation, path) -> {
            if (operation.equals("create")) {
              throw new IOException("a failure of this test");
            }
          });
      awaitTrue(() -> checkpoints(session, job).failed() > 0, "checkpoints go on");
      List<Path> damaged = copies();
      assertFalse(damaged.isEmpty());
      for (Path copy : damaged) {
        byte[] bytes = Files.readAllBytes(copy);
        for (int i = 0; i < bytes.length; i += 7) {
          bytes[i] ^= 1;
        }
        Files.write(copy, bytes);
      }
      failOnce(session, job);
      awaitTrue(() -> WatchedFiles.stateBytesRead() > 0, "no file is read");
      WatchedFiles.reset();
      awaitCheckpoints(session, job, 2);
      assertEquals(1, session.jobManager().job(job.getJobID()).join().restarts());
      assertExact(job);
    }
  }

  @Test
  void shouldKeepOnlyTheNewestCheckpointsCopies() throws Exception {
    Configuration configuration = configuration("paged", true, true);
    try (LocalSession session =
        LocalSession.start(new LocalSettings(2, 2, 64 << 20, configuration.toMap()))) {
      JobClient job = submit(session);
      int most = 0;
      for (int i = 0; i < 10; i++) {
        awaitCheckpoints(session, job, 3);
        most = Math.max(most, copies().size());
      }
      // two workers: of the newest checkpoint, the one under way, and what they share
      assertTrue(most > 0 && most <= 24, most + " copies");
      assertExact(job);
    }
  }

  /** Counts up to a bound, then waits until it may end. */
  private static final class Numbers extends RichParallelSourceFunction<Integer>
      implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;
    private transient ListState<Integer> state;
    private int next;
    private volatile boolean running = true;

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
      state =
          context
              .getOperatorStateStore()
              .getListState(new ListStateDescriptor<>("next", Types.INT));
      for (int saved : state.get()) {
        next = saved;
      }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
      state.clear();
      state.add(next);
    }

    @Override
    public void run(SourceContext<Integer> context) {
      while (running && (next < PER_SUBTASK || !MAY_END.get())) {
        synchronized (context.getCheckpointLock()) {
          // the last ones come only when the test has seen what it wanted, or lets one fail
          if (next < PER_SUBTASK && (next < HELD_BACK || MAY_END.get() || FAILS.get())) {
            context.collect(next++);
          }
        }
        if (next % 50 == 0 || next >= HELD_BACK) {
          LockSupport.parkNanos(2_000_000);
        }
      }
    }

    @Override
    public void cancel() {
      running = false;
    }
  }
}
