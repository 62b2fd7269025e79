// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.appmaster.job.JobReport;
import io.flyshuttle.core.client.JobClient;
import io.flyshuttle.core.client.JobExecutor;
import io.flyshuttle.core.client.JobExecutors;
import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.job.ExecutionMode;
import io.flyshuttle.core.job.JobID;
import io.flyshuttle.core.job.RestartStrategies;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.option.ExecutionOptions;
import io.flyshuttle.core.option.MemorySize;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.type.TypeHint;
import io.flyshuttle.dataset.DataSet;
import io.flyshuttle.dataset.ExecutionEnvironment;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A stage runs in as many subtasks as the real size of what it reads asks for. */
final class AdaptiveParallelismTest {
  private static final int PARALLELISM = 6;
  private static final TypeHint<Tuple2<Long, Long>> PAIR = new TypeHint<>() {};
  private static LocalSession session;

  private final AtomicReference<JobID> job = new AtomicReference<>();

  @BeforeAll
  static void start() {
    session = LocalSession.start(new LocalSettings(3, 2, 64 << 20, Map.of()));
  }

  @AfterAll
  static void stop() {
    session.close();
  }

  /** What is asked for: a program of the session. */
  private interface Program {
    void run(ExecutionEnvironment env) throws Exception;
  }

  private void run(MemorySize bytesPerSubtask, boolean adaptive, Program program) throws Exception {
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
            Configuration configuration = new Configuration();
            configuration.set(ExecutionOptions.ADAPTIVE_PARALLELISM, adaptive);
            configuration.set(ExecutionOptions.ADAPTIVE_BYTES_PER_SUBTASK, bytesPerSubtask);
            return configuration;
          }
        };
    try (JobExecutors.Installation ignored = JobExecutors.installForThread(executor)) {
      ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
      env.getConfig().setExecutionMode(ExecutionMode.BATCH);
      program.run(env);
    }
  }

  private JobReport.Vertex vertex(String name) throws Exception {
    return session.jobManager().job(job.get()).get(120, TimeUnit.SECONDS).vertices().stream()
        .filter(vertex -> vertex.name().startsWith(name))
        .findFirst()
        .orElseThrow();
  }

  private static long ran(JobReport.Vertex vertex) {
    return vertex.subtasks().stream().filter(subtask -> subtask.worker() != null).count();
  }

  private static DataSet<Tuple2<Long, Long>> numbers(ExecutionEnvironment env, long count) {
    return env.generateSequence(0, count - 1).map(n -> Tuple2.of(n % 1000, n)).returns(PAIR);
  }

  private static void assertSums(List<Tuple2<Long, Long>> found, long count) {
    Map<Long, Long> expected = new TreeMap<>();
    for (long n = 0; n < count; n++) {
      expected.merge(n % 1000, n, Long::sum);
    }
    Map<Long, Long> sums = new TreeMap<>();
    found.forEach(record -> sums.put(record.f0, record.f1));
    assertEquals(expected.size(), found.size());
    assertEquals(expected, sums);
  }

  @Test
  void whenThereIsLittleThenOneSubtaskReadsAll() throws Exception {
    run(
        MemorySize.ofMebiBytes(16),
        true,
        env -> assertSums(numbers(env, 20_000).groupBy(0).sum(1).collect(), 20_000));

    JobReport.Vertex sums = vertex("Aggregate");
    assertEquals(PARALLELISM, sums.parallelism());
    assertEquals(1, ran(sums), sums.toString());
    assertTrue(
        sums.adaptation().reason().contains("runs in 1 of 6 subtasks: its input is "),
        sums.adaptation().reason());
  }

  @Test
  void whenThereIsMuchThenAllSubtasksRun() throws Exception {
    run(
        new MemorySize(100),
        true,
        env -> assertSums(numbers(env, 20_000).groupBy(0).sum(1).collect(), 20_000));

    assertEquals(PARALLELISM, ran(vertex("Aggregate")));
  }

  @Test
  void whenItIsSwitchedOffOrSetByTheProgramThenTheParallelismIsAsPlanned() throws Exception {
    run(
        MemorySize.ofMebiBytes(16),
        false,
        env -> assertSums(numbers(env, 5_000).groupBy(0).sum(1).collect(), 5_000));
    assertEquals(PARALLELISM, ran(vertex("Aggregate")));
    assertEquals("", vertex("Aggregate").adaptation().reason());

    run(
        MemorySize.ofMebiBytes(16),
        true,
        env ->
            assertSums(numbers(env, 5_000).groupBy(0).sum(1).setParallelism(4).collect(), 5_000));
    assertEquals(4, ran(vertex("Aggregate")));
  }

  /** Both inputs of a join are cut in the same places, and what follows it goes on there. */
  @Test
  void shouldJoinWhatLiesTogether() throws Exception {
    run(
        new MemorySize(80_000),
        true,
        env -> {
          List<Tuple2<Long, Long>> found =
              numbers(env, 30_000)
                  .join(numbers(env, 1000))
                  .where(0)
                  .equalTo(0)
                  .with((a, b) -> Tuple2.of(a.f0, a.f1))
                  .returns(PAIR)
                  .withForwardedFieldsFirst("f0;f1")
                  .groupBy(0)
                  .sum(1)
                  .collect();
          assertSums(found, 30_000);
        });

    JobReport.Vertex join = vertex("Join");
    assertTrue(ran(join) > 1 && ran(join) < PARALLELISM, join.adaptation().reason());
  }

  /** Fails once, in the stage whose parallelism was decided. */
  private static final AtomicBoolean FAIL = new AtomicBoolean();

  @Test
  void whenATaskFailsThenItReadsTheSameAgain() throws Exception {
    FAIL.set(true);
    run(
        new MemorySize(16_000),
        true,
        env -> {
          env.setRestartStrategy(RestartStrategies.fixedDelayRestart(3, 0L));
          List<Tuple2<Long, Long>> found =
              numbers(env, 30_000)
                  .groupBy(0)
                  .sum(1)
                  .map(
                      record -> {
                        if (record.f0 == 500 && FAIL.getAndSet(false)) {
                          throw new IllegalStateException("once");
                        }
                        return record;
                      })
                  .returns(PAIR)
                  .collect();
          assertSums(found, 30_000);
        });

    JobReport.Vertex sums = vertex("Aggregate");
    assertTrue(ran(sums) > 1 && ran(sums) < PARALLELISM, sums.adaptation().reason());
    int most =
        sums.subtasks().stream()
            .max(Comparator.comparing(JobReport.Subtask::attempt))
            .orElseThrow()
            .attempt();
    assertEquals(1, most);
    assertEquals(1, sums.subtasks().stream().filter(s -> s.attempt() == 1).count());
  }
}
