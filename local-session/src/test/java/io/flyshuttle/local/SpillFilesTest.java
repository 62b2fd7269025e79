// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.appmaster.job.JobReport;
import io.flyshuttle.core.client.JobClient;
import io.flyshuttle.core.client.JobExecutor;
import io.flyshuttle.core.client.JobExecutors;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.Failure;
import io.flyshuttle.core.format.collection.DiscardingOutputFormat;
import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.MapPartitionFunction;
import io.flyshuttle.core.function.Order;
import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.job.JobID;
import io.flyshuttle.core.job.JobStatus;
import io.flyshuttle.core.job.RestartStrategies;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.dataset.ExecutionEnvironment;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Temporary files of batch operators: where they lie, that damage is told, that they go. */
final class SpillFilesTest {
  private static final int RECORDS = 40_000;

  /** Of the process, as workers and test share it. */
  private interface WhenAllIsWritten {
    void act() throws Exception;
  }

  private static final AtomicReference<WhenAllIsWritten> ACTION = new AtomicReference<>();

  @TempDir Path first;
  @TempDir Path second;
  private LocalSession session;

  @BeforeEach
  void start() {
    session =
        LocalSession.start(
            new LocalSettings(
                1,
                1,
                16 << 20,
                Map.of(
                    "taskmanager.memory.size",
                    "512kb",
                    "taskmanager.tmp.dirs",
                    first + "," + second)));
  }

  @AfterEach
  void stop() {
    session.close();
  }

  /** Records of 100 bytes; acts before the last of them. */
  private static final class Emitting implements MapPartitionFunction<Long, Tuple2<Long, String>> {
    private static final long serialVersionUID = 1L;

    @Override
    public void mapPartition(Iterable<Long> numbers, Collector<Tuple2<Long, String>> out)
        throws Exception {
      for (Long number : numbers) {
        if (number == RECORDS - 1) {
          ACTION.get().act();
        }
        out.collect(Tuple2.of(number * 7919 % RECORDS, "value-".repeat(15) + number));
      }
    }
  }

  private JobClient sort(WhenAllIsWritten action) throws Exception {
    return sort(RestartStrategies.noRestart(), action);
  }

  private JobClient sort(
      RestartStrategies.RestartStrategyConfiguration strategy, WhenAllIsWritten action)
      throws Exception {
    ACTION.set(action);
    AtomicReference<JobClient> submitted = new AtomicReference<>();
    JobExecutor executor =
        new JobExecutor() {
          @Override
          public JobClient submit(JobGraph graph) {
            submitted.set(session.submit(graph));
            return submitted.get();
          }

          @Override
          public int defaultParallelism() {
            return 1;
          }

          @Override
          public Configuration configuration() {
            return new Configuration();
          }
        };
    try (JobExecutors.Installation ignored = JobExecutors.installForThread(executor)) {
      ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
      env.setRestartStrategy(strategy);
      env.generateSequence(0, RECORDS - 1)
          .mapPartition(new Emitting())
          .returns(Types.TUPLE(Types.LONG, Types.STRING))
          .sortPartition(0, Order.ASCENDING)
          .output(new DiscardingOutputFormat<>());
      env.executeAsync("sort");
    }
    return submitted.get();
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private void assertNoFiles() throws IOException {
    assertEquals(List.of(), files(first));
    assertEquals(List.of(), files(second));
  }

  private long spilledBytes(JobID job) throws Exception {
    return session.jobManager().job(job).get(120, TimeUnit.SECONDS).vertices().stream()
        .mapToLong(JobReport.Vertex::spilledBytes)
        .sum();
  }

  @Test
  void shouldSpreadCompressCountAndDeleteThem() throws Exception {
    AtomicReference<long[]> bytes = new AtomicReference<>();
    JobClient client = sort(() -> bytes.set(new long[] {size(first), size(second)}));
    client.getJobExecutionResult().get(120, TimeUnit.SECONDS);

    assertTrue(bytes.get()[0] > 0 && bytes.get()[1] > 0, "in both directories");
    long spilled = spilledBytes(client.getJobID());
    assertTrue(spilled >= bytes.get()[0] + bytes.get()[1], "all is counted");
    assertTrue(spilled < RECORDS * 100 / 2, spilled + " bytes: not compressed");
    assertNoFiles();
  }

  private static long size(Path directory) throws IOException {
    long size = 0;
    for (Path file : files(directory)) {
      size += Files.size(file);
    }
    return size;
  }

  /** Changes a byte in the middle of a file. */
  private static void damage(Path file) throws IOException {
    try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
      content.seek(content.length() / 2);
      int old = content.read();
      content.seek(content.length() / 2);
      content.write(old ^ 1);
    }
  }

  @Test
  void whenAByteIsChangedThenTheJobSaysSoAndLeavesNothing() throws Exception {
    JobClient client = sort(() -> damage(files(first).get(0)));
    assertThrows(
        ExecutionException.class, () -> client.getJobExecutionResult().get(120, TimeUnit.SECONDS));

    Failure failure =
        session.jobManager().job(client.getJobID()).get(120, TimeUnit.SECONDS).failure();
    assertEquals(ErrorCode.SPILL_FILE_DAMAGED, failure.code());
    assertTrue(failure.message().contains(first.toString()), failure.message());
    assertNoFiles();
  }

  @Test
  void whenAByteIsChangedThenTheTaskStartsAgainByTheRestartStrategy() throws Exception {
    AtomicBoolean once = new AtomicBoolean(true);
    JobClient client =
        sort(
            RestartStrategies.fixedDelayRestart(2, 0L),
            () -> {
              if (once.getAndSet(false)) {
                damage(files(first).get(0));
              }
            });
    client.getJobExecutionResult().get(120, TimeUnit.SECONDS);

    JobReport.Detail detail =
        session.jobManager().job(client.getJobID()).get(120, TimeUnit.SECONDS);
    assertEquals(1, detail.restarts());
    assertNoFiles();
  }

  @Test
  void whenTheJobIsCanceledThenItsFilesGo() throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    JobClient client =
        sort(
            () -> {
              reached.countDown();
              never.await();
            });
    assertTrue(reached.await(120, TimeUnit.SECONDS));
    assertTrue(files(first).size() + files(second).size() > 0);
    client.cancel().get(120, TimeUnit.SECONDS);
    assertThrows(
        ExecutionException.class, () -> client.getJobExecutionResult().get(120, TimeUnit.SECONDS));

    assertEquals(JobStatus.CANCELED, client.getJobStatus().get(120, TimeUnit.SECONDS));
    assertNoFiles();
  }
}
