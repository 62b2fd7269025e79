// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.appmaster.job.JobEvent;
import io.flyshuttle.appmaster.job.JobReport;
import io.flyshuttle.core.client.JobClient;
import io.flyshuttle.core.client.JobExecutor;
import io.flyshuttle.core.client.JobExecutors;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.rich.OpenContext;
import io.flyshuttle.core.function.rich.RichMapPartitionFunction;
import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.job.ExecutionMode;
import io.flyshuttle.core.job.JobID;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.dataset.ExecutionEnvironment;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A complete result that was changed on disk is made again, by its producer only. */
final class DamagedResultTest {
  private static final int PARALLELISM = 4;
  private static final long RECORDS = 50_000;

  /** Of the process, as workers and test share it. */
  private static final AtomicBoolean DAMAGE = new AtomicBoolean();

  private static final AtomicReference<Path> DIRECTORY = new AtomicReference<>();
  private static final AtomicReference<String> DAMAGED = new AtomicReference<>();

  @TempDir Path directory;
  private LocalSession session;

  @BeforeEach
  void start() {
    DIRECTORY.set(directory);
    DAMAGE.set(true);
    session =
        LocalSession.start(
            new LocalSettings(
                2, 2, 32 << 20, Map.of("taskmanager.tmp.dirs", directory.toString())));
  }

  @AfterEach
  void stop() {
    session.close();
  }

  /** Damages one of the results that it is about to read. */
  private static final class Reading extends RichMapPartitionFunction<Long, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public void open(OpenContext context) throws Exception {
      if (DAMAGE.getAndSet(false)) {
        damageLargest();
      }
    }

    @Override
    public void mapPartition(Iterable<Long> numbers, Collector<Long> out) {
      numbers.forEach(out::collect);
    }
  }

  private static void damageLargest() throws IOException {
    Path largest = null;
    try (Stream<Path> all = Files.walk(DIRECTORY.get())) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        boolean result = file.getFileName().toString().contains("result-");
        if (result && (largest == null || Files.size(file) > Files.size(largest))) {
          largest = file;
        }
      }
    }
    DAMAGED.set(largest.getFileName().toString());
    try (RandomAccessFile content = new RandomAccessFile(largest.toFile(), "rw")) {
      // each block of it: whoever reads it first is to notice
      for (long position = 40; position < content.length(); position += 500) {
        content.seek(position);
        int old = content.read();
        content.seek(position);
        content.write(old ^ 1);
      }
    }
  }

  @Test
  void shouldBeMadeAgain() throws Exception {
    AtomicReference<JobID> job = new AtomicReference<>();
    JobExecutor executor =
        new JobExecutor() {
          @Override
          public JobClient submit(JobGraph graph) {
            JobClient client = session.submit(graph);
            job.set(client.getJobID());
            return client;
          }

          @Override
          public int defaultParallelism() {
            return PARALLELISM;
          }

          @Override
          public Configuration configuration() {
            return new Configuration();
          }
        };
    List<Long> found;
    try (JobExecutors.Installation ignored = JobExecutors.installForThread(executor)) {
      ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
      env.getConfig().setExecutionMode(ExecutionMode.BATCH);
      found =
          env.generateSequence(0, RECORDS - 1)
              .map(n -> n * 7919)
              .returns(Types.LONG)
              .partitionByHash("*")
              .mapPartition(new Reading())
              .collect();
    }

    assertEquals(
        LongStream.range(0, RECORDS).map(n -> n * 7919).boxed().toList(),
        found.stream().sorted().toList());
    assertFalse(DAMAGE.get());
    JobReport.Detail detail = session.jobManager().job(job.get()).get(120, TimeUnit.SECONDS);
    assertTrue(detail.restarts() >= 1, detail.toString());
    List<JobEvent.Failed> failures =
        session.jobManager().failures(job.get()).get(120, TimeUnit.SECONDS);
    assertEquals(ErrorCode.PARTITION_LOST, failures.get(failures.size() - 1).failure().code());

    // result-JOB-VERTEX-SUBTASK-ATTEMPT-EDGE
    String[] name = DAMAGED.get().substring(DAMAGED.get().indexOf("result-")).split("-");
    int producer = Integer.parseInt(name[3]);
    List<JobReport.Subtask> producers = detail.vertices().get(0).subtasks();
    assertTrue(producers.get(producer).attempt() >= 1, "made again");
    long untouched = producers.stream().filter(subtask -> subtask.attempt() == 0).count();
    assertEquals(2, untouched, "what lies on the other worker is read as it is");
  }
}
