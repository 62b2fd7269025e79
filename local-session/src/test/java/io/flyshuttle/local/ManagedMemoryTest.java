// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.appmaster.job.JobReport;
import io.flyshuttle.core.client.JobClient;
import io.flyshuttle.core.client.JobExecutor;
import io.flyshuttle.core.client.JobExecutors;
import io.flyshuttle.core.format.collection.DiscardingOutputFormat;
import io.flyshuttle.core.function.MapFunction;
import io.flyshuttle.core.function.Order;
import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.stream.sink.DiscardingSink;
import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.dataset.ExecutionEnvironment;
import io.flyshuttle.datastream.StreamExecutionEnvironment;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who takes managed memory, and where it lies. */
final class ManagedMemoryTest {
  private static final int RECORDS = 60_000;
  private static final int MANAGED_BYTES = 1 << 20;

  /** What the workers have while a job is in its last records. Of the process. */
  private static final AtomicReference<LocalSession> SESSION = new AtomicReference<>();

  private static final AtomicInteger ALLOCATED = new AtomicInteger();
  private static final AtomicLong DIRECT_BYTES = new AtomicLong();

  /** Looks at the workers when the last record passes. */
  private static final class Looking implements MapFunction<Long, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public Long map(Long number) {
      if (number == RECORDS - 1) {
        ALLOCATED.set(
            SESSION.get().workers().values().stream()
                .mapToInt(worker -> worker.holdings().allocatedSegments())
                .sum());
        DIRECT_BYTES.set(directBytes());
      }
      return number;
    }
  }

  private static long directBytes() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }

  private static LocalSession start(boolean offHeap) {
    LocalSession session =
        LocalSession.start(
            new LocalSettings(
                1,
                1,
                16 << 20,
                Map.of(
                    "taskmanager.memory.size",
                    (MANAGED_BYTES >> 10) + "kb",
                    "taskmanager.memory.off-heap",
                    String.valueOf(offHeap))));
    SESSION.set(session);
    ALLOCATED.set(-1);
    return session;
  }

  /** Runs a program here, and gives the client of its job. */
  private static JobClient run(LocalSession session, Program program) throws Exception {
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
      program.run();
    }
    return submitted.get();
  }

  private interface Program {
    void run() throws Exception;
  }

  private static void sort() throws Exception {
    ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
    env.generateSequence(0, RECORDS - 1)
        .map(n -> "value-".repeat(8) + (RECORDS - n))
        .returns(Types.STRING)
        .sortPartition("*", Order.ASCENDING)
        .map(text -> (long) RECORDS - Long.parseLong(text.substring(text.lastIndexOf('-') + 1)))
        .returns(Types.LONG)
        .map(new Looking())
        .output(new DiscardingOutputFormat<>());
    env.execute();
  }

  @Test
  void whenOnlyStreamsRunThenNoneIsTaken() throws Exception {
    try (LocalSession session = start(false)) {
      run(
          session,
          () -> {
            StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
            env.fromSequence(0, RECORDS - 1)
                .keyBy(n -> n % 10)
                .reduce(Math::max)
                .map(new Looking())
                .addSink(new DiscardingSink<>());
            env.execute();
          });
      assertEquals(0, ALLOCATED.get());

      run(session, ManagedMemoryTest::sort);
      assertTrue(ALLOCATED.get() > 0, "a batch job takes some");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldSortMoreThanItWhereverItLies(boolean offHeap) throws Exception {
    try (LocalSession session = start(offHeap)) {
      long before = directBytes();

      JobClient client = run(session, ManagedMemoryTest::sort);

      long spilled =
          session.jobManager().job(client.getJobID()).get(120, TimeUnit.SECONDS).vertices().stream()
              .mapToLong(JobReport.Vertex::spilledBytes)
              .sum();
      assertTrue(spilled > 0, "sorted on disk");
      assertTrue(ALLOCATED.get() > 0);
      long direct = DIRECT_BYTES.get() - before;
      assertEquals(offHeap, direct > MANAGED_BYTES / 4, direct + " bytes off the heap");
    }
  }
}
