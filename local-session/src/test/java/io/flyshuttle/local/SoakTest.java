// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.UnixOperatingSystemMXBean;
import io.flyshuttle.core.client.JobClient;
import io.flyshuttle.core.client.JobExecutor;
import io.flyshuttle.core.client.JobExecutors;
import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.GroupReduceFunction;
import io.flyshuttle.core.function.MapFunction;
import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.option.CheckpointingOptions;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.dataset.ExecutionEnvironment;
import io.flyshuttle.datastream.StreamExecutionEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many jobs one after the other leave a session as few of them do. */
@Timeout(600)
final class SoakTest {
  private static final int FIRST_JOBS = 10;
  private static final int MORE_JOBS = 40;

  /** What the code of each job carries along: to hold on to it would show. */
  private static final int BALLAST_BYTES = 1 << 20;

  /** What may come in addition, in all: a page of classes, an idle thread, not something a job. */
  private static final long TOLERATED_BYTES = 16L << 20;

  private static final int TOLERATED = MORE_JOBS / 4;

  @TempDir private Path directory;

  /** Carries something that is not used. */
  private static final class Ballast implements MapFunction<Long, Long> {
    private static final long serialVersionUID = 1L;
    private final byte[] ballast = new byte[BALLAST_BYTES];

    Ballast(int seed) {
      new Random(seed).nextBytes(ballast);
    }

    @Override
    public Long map(Long number) {
      return number + (ballast[(int) (number % ballast.length)] & 0);
    }
  }

  /** Counts the records of a group. */
  private static final class Count implements GroupReduceFunction<Tuple2<Long, String>, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public void reduce(Iterable<Tuple2<Long, String>> group, Collector<Long> out) {
      long count = 0;
      for (Tuple2<Long, String> ignored : group) {
        count++;
      }
      out.collect(count);
    }
  }

  /** What this process has. */
  private record Holdings(long heapBytes, long directBytes, long threads, long open, long files) {

    static Holdings now(Path directory) {
      System.gc();
      long direct =
          ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
              .mapToLong(BufferPoolMXBean::getMemoryUsed)
              .sum();
      return new Holdings(
          ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
          direct,
          Thread.getAllStackTraces().size(),
          openFiles(),
          countFiles(directory));
    }

    boolean atMost(Holdings before) {
      return heapBytes <= before.heapBytes + TOLERATED_BYTES
          && directBytes <= before.directBytes + TOLERATED_BYTES
          && threads <= before.threads + TOLERATED
          && open <= before.open + TOLERATED
          && files <= before.files + TOLERATED;
    }
  }

  private static long openFiles() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getOpenFileDescriptorCount()
        : 0;
  }

  private static long countFiles(Path directory) {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.count();
    } catch (IOException | UncheckedIOException e) {
      // files are being deleted while they are listed
      return countFiles(directory);
    }
  }

  /** A batch that sorts more than its memory holds, and a stream with state and checkpoints. */
  private static void runJob(int number) throws Exception {
    if (number % 2 == 0) {
      ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
      assertEquals(
          7,
          env.generateSequence(0, 30_000)
              .map(new Ballast(number))
              .returns(Types.LONG)
              .map(n -> Tuple2.of(n % 7, "value-".repeat(8) + n))
              .returns(Types.TUPLE(Types.LONG, Types.STRING))
              .groupBy(0)
              .reduceGroup(new Count())
              .collect()
              .size());
    } else {
      StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
      env.enableCheckpointing(10);
      long results = 0;
      try (var sums =
          env.fromSequence(1, 5_000)
              .map(new Ballast(number))
              .returns(Types.LONG)
              .keyBy(n -> n % 7)
              .reduce(Long::sum)
              .executeAndCollect()) {
        while (sums.hasNext()) {
          sums.next();
          results++;
        }
      }
      assertEquals(5_000, results);
    }
  }

  @Test
  void shouldNotGrowWithTheNumberOfJobs() throws Exception {
    Map<String, String> settings =
        Map.of(
            LocalOptions.WORKERS.key(),
            "2",
            "taskmanager.memory.size",
            "1mb",
            "taskmanager.tmp.dirs",
            directory.resolve("spill").toString(),
            CheckpointingOptions.CHECKPOINTS_DIRECTORY.key(),
            directory.resolve("checkpoints").toUri().toString());
    Files.createDirectories(directory.resolve("spill"));
    try (LocalSession session = LocalSession.start(new LocalSettings(2, 2, 32 << 20, settings))) {
      JobExecutor executor =
          new JobExecutor() {
            @Override
            public JobClient submit(JobGraph graph) {
              return session.submit(graph);
            }

            @Override
            public int defaultParallelism() {
              return 2;
            }

            @Override
            public Configuration configuration() {
              return new Configuration();
            }
          };
      try (JobExecutors.Installation ignored = JobExecutors.installForThread(executor)) {
        for (int i = 0; i < FIRST_JOBS; i++) {
          runJob(i);
        }
        awaitNothingHeld(session);
        Holdings before = Holdings.now(directory);
        for (int i = 0; i < MORE_JOBS; i++) {
          runJob(i);
        }
        awaitNothingHeld(session);
        Streams.awaitTrue(
            () -> Holdings.now(directory).atMost(before),
            () -> "was " + before + ", is " + Holdings.now(directory));
      }
    }
  }

  private static void awaitNothingHeld(LocalSession session) {
    Streams.awaitTrue(
        () ->
            session.workers().values().stream()
                .allMatch(
                    worker -> worker.holdings().jobs() == 0 && worker.holdings().tasks() == 0),
        "workers still hold jobs");
  }
}
