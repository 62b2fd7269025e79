// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.appmaster.job.JobReport;
import io.flyshuttle.core.client.JobClient;
import io.flyshuttle.core.client.JobExecutor;
import io.flyshuttle.core.client.JobExecutors;
import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.JoinOperatorBase.JoinHint;
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
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Joins that read their inputs otherwise than planned when the real sizes are known; that they do
 * is told by the job's counters.
 */
final class AdaptiveJoinTest {
  private static final int PARALLELISM = 6;
  private static final int FACTS = 60_000;
  private static final TypeHint<Tuple2<Long, Long>> PAIR = new TypeHint<>() {};
  private static final long NOTHING = -1;
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

  private ExecutionEnvironment environment(Configuration more) {
    ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
    Configuration configuration = new Configuration();
    configuration.set(ExecutionOptions.ADAPTIVE_BYTES_PER_SUBTASK, new MemorySize(1000));
    configuration.addAll(more);
    env.configure(configuration, getClass().getClassLoader());
    env.getConfig().setExecutionMode(ExecutionMode.BATCH);
    return env;
  }

  private JobExecutors.Installation install() {
    return JobExecutors.installForThread(
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
        });
  }

  private JobReport.Vertex join() throws Exception {
    return session.jobManager().job(job.get()).get(120, TimeUnit.SECONDS).vertices().stream()
        .filter(vertex -> vertex.name().matches("\\w*Join at.*"))
        .findFirst()
        .orElseThrow();
  }

  private static long ran(JobReport.Vertex vertex) {
    return vertex.subtasks().stream().filter(subtask -> subtask.worker() != null).count();
  }

  /**
   * Records (key, number), of which the planner does not know how many there are. All subtasks make
   * as many, whoever is quick to get splits.
   */
  private static DataSet<Tuple2<Long, Long>> records(
      ExecutionEnvironment env, long count, long keys, boolean skewed) {
    return env.generateSequence(0, count - 1)
        .rebalance()
        .flatMap(
            (Long n, Collector<Tuple2<Long, Long>> out) ->
                out.collect(Tuple2.of(key(n, keys, skewed), n)))
        .returns(PAIR);
  }

  /** Skewed: nine of ten records have one key. */
  private static long key(long n, long keys, boolean skewed) {
    return skewed && n % 10 != 0 ? 7 : n % keys;
  }

  private enum Kind {
    INNER,
    LEFT,
    RIGHT,
    FULL
  }

  private static List<Tuple2<Long, Long>> join(
      Kind kind, DataSet<Tuple2<Long, Long>> left, DataSet<Tuple2<Long, Long>> right)
      throws Exception {
    return join(kind, left, right, JoinHint.OPTIMIZER_CHOOSES).collect();
  }

  private static DataSet<Tuple2<Long, Long>> join(
      Kind kind,
      DataSet<Tuple2<Long, Long>> left,
      DataSet<Tuple2<Long, Long>> right,
      JoinHint hint) {
    return switch (kind) {
      case INNER -> left.join(right, hint).where(0).equalTo(0).with(AdaptiveJoinTest::pair);
      case LEFT -> left.leftOuterJoin(right, hint).where(0).equalTo(0).with(AdaptiveJoinTest::pair);
      case RIGHT ->
          left.rightOuterJoin(right, hint).where(0).equalTo(0).with(AdaptiveJoinTest::pair);
      case FULL -> left.fullOuterJoin(right, hint).where(0).equalTo(0).with(AdaptiveJoinTest::pair);
    };
  }

  private static Tuple2<Long, Long> pair(Tuple2<Long, Long> a, Tuple2<Long, Long> b) {
    return Tuple2.of(a == null ? NOTHING : a.f1, b == null ? NOTHING : b.f1);
  }

  private static void assertJoined(
      Kind kind,
      List<Tuple2<Long, Long>> found,
      long lefts,
      long leftKeys,
      boolean leftSkewed,
      long rights,
      long rightKeys) {
    List<String> expected = new ArrayList<>();
    Map<Long, List<Long>> byKey = new HashMap<>();
    for (long n = 0; n < rights; n++) {
      byKey.computeIfAbsent(key(n, rightKeys, false), k -> new ArrayList<>()).add(n);
    }
    Set<Long> met = new HashSet<>();
    for (long n = 0; n < lefts; n++) {
      long key = key(n, leftKeys, leftSkewed);
      met.add(key);
      for (long m : byKey.getOrDefault(key, List.of())) {
        expected.add(n + "|" + m);
      }
      if (!byKey.containsKey(key) && (kind == Kind.LEFT || kind == Kind.FULL)) {
        expected.add(n + "|" + NOTHING);
      }
    }
    if (kind == Kind.RIGHT || kind == Kind.FULL) {
      byKey.forEach(
          (key, numbers) -> {
            if (!met.contains(key)) {
              numbers.forEach(m -> expected.add(NOTHING + "|" + m));
            }
          });
    }
    List<String> texts = new ArrayList<>();
    found.forEach(record -> texts.add(record.f0 + "|" + record.f1));
    Collections.sort(expected);
    Collections.sort(texts);
    assertEquals(expected.size(), texts.size());
    assertEquals(expected, texts);
  }

  /** Nothing was estimated: what is small is known when it is complete. */
  @ParameterizedTest
  @CsvSource({
    "INNER, false, true",
    "INNER, true, true",
    "LEFT, true, true",
    "RIGHT, false, false",
    "FULL, true, false"
  })
  void shouldReadASmallSideEverywhere(Kind kind, boolean skewed, boolean replicated)
      throws Exception {
    try (JobExecutors.Installation ignored = install()) {
      ExecutionEnvironment env = environment(new Configuration());
      List<Tuple2<Long, Long>> found =
          join(kind, records(env, FACTS, 100, skewed), records(env, 110, 110, false));
      assertJoined(kind, found, FACTS, 100, skewed, 110, 110);
    }

    JobReport.Vertex join = join();
    String reason = join.adaptation().reason();
    assertEquals(replicated, reason.contains("each reads all of input 1"), reason);
    assertEquals(replicated, join.adaptation().replicatedBytes() > 0, reason);
    assertEquals(PARALLELISM, ran(join), reason);
  }

  /** The first side may be the small one, whichever the planner would have kept. */
  @Test
  void shouldReadASmallFirstSideEverywhere() throws Exception {
    try (JobExecutors.Installation ignored = install()) {
      ExecutionEnvironment env = environment(new Configuration());
      List<Tuple2<Long, Long>> found =
          join(Kind.RIGHT, records(env, 50, 50, false), records(env, FACTS, 100, false));
      assertJoined(Kind.RIGHT, found, 50, 50, false, FACTS, 100);
    }

    String reason = join().adaptation().reason();
    assertTrue(reason.contains("each reads all of input 0"), reason);
  }

  /** The small side is read by each subtask, the large one by one of them. */
  @Test
  void shouldReadTheLargeSideOnce() throws Exception {
    try (JobExecutors.Installation ignored = install()) {
      ExecutionEnvironment env = environment(new Configuration());
      join(Kind.INNER, records(env, FACTS, 100, true), records(env, 100, 100, false));
    }

    JobReport.Vertex join = join();
    assertEquals(FACTS + PARALLELISM * 100, join.recordsIn(), join.toString());
  }

  @Test
  void whenTheSmallSideIsAboveTheThresholdOrHintedThenBothAreHashed() throws Exception {
    Configuration small = new Configuration();
    small.set(ExecutionOptions.ADAPTIVE_BROADCAST_THRESHOLD, new MemorySize(100));
    try (JobExecutors.Installation ignored = install()) {
      ExecutionEnvironment env = environment(small);
      join(Kind.INNER, records(env, FACTS, 100, false), records(env, 100, 100, false));
      assertEquals(0, join().adaptation().replicatedBytes());

      ExecutionEnvironment hinted = environment(new Configuration());
      join(
              Kind.INNER,
              records(hinted, FACTS, 100, false),
              records(hinted, 100, 100, false),
              JoinHint.REPARTITION_SORT_MERGE)
          .collect();
      assertEquals(0, join().adaptation().replicatedBytes());

      Configuration off = new Configuration();
      off.set(ExecutionOptions.ADAPTIVE_JOIN, false);
      ExecutionEnvironment switchedOff = environment(off);
      join(
          Kind.INNER,
          records(switchedOff, FACTS, 100, true),
          records(switchedOff, 100, 100, false));
      assertEquals(0, join().adaptation().replicatedBytes());
      assertEquals(FACTS + 100, join().recordsIn());
    }
  }

  /** Who groups by the join's key after it counts on where the join leaves its records. */
  @Test
  void whenAnOperatorGoesByThePlaceOfTheKeysThenBothAreHashed() throws Exception {
    try (JobExecutors.Installation ignored = install()) {
      ExecutionEnvironment env = environment(new Configuration());
      List<Tuple2<Long, Long>> sums =
          records(env, FACTS, 100, true)
              .join(records(env, 100, 100, false))
              .where(0)
              .equalTo(0)
              .with((a, b) -> Tuple2.of(a.f0, 1L))
              .returns(PAIR)
              .withForwardedFieldsFirst("f0")
              .groupBy(0)
              .sum(1)
              .collect();
      assertEquals(11, sums.size());
      assertEquals(FACTS, sums.stream().mapToLong(sum -> sum.f1).sum());
    }

    JobReport.Vertex join = join();
    assertEquals(0, join.adaptation().replicatedBytes(), join.adaptation().reason());
    assertEquals(0, join.adaptation().dividedSubpartitions(), join.adaptation().reason());
  }

  /** One key has most of the records of a side, and the other side is too large for everybody. */
  @ParameterizedTest
  @CsvSource({
    "INNER, OPTIMIZER_CHOOSES, true",
    "INNER, REPARTITION_SORT_MERGE, true",
    "INNER, REPARTITION_HASH_FIRST, true",
    "LEFT, OPTIMIZER_CHOOSES, true",
    "RIGHT, OPTIMIZER_CHOOSES, false",
    "FULL, OPTIMIZER_CHOOSES, false"
  })
  void shouldDivideWhatIsSkewed(Kind kind, JoinHint hint, boolean divided) throws Exception {
    Configuration none = new Configuration();
    none.set(ExecutionOptions.ADAPTIVE_BROADCAST_THRESHOLD, new MemorySize(0));
    try (JobExecutors.Installation ignored = install()) {
      ExecutionEnvironment env = environment(none);
      List<Tuple2<Long, Long>> found =
          join(kind, records(env, FACTS, 1000, true), records(env, 1010, 1010, false), hint)
              .collect();
      assertJoined(kind, found, FACTS, 1000, true, 1010, 1010);
    }

    JobReport.Vertex join = join();
    String reason = join.adaptation().reason();
    assertEquals(divided ? 1 : 0, join.adaptation().dividedSubpartitions(), reason);
    assertEquals(divided, join.adaptation().replicatedBytes() > 0, reason);
  }

  /** Fails once, in the stage that was decided about. */
  private static final AtomicBoolean FAIL = new AtomicBoolean();

  @ParameterizedTest
  @CsvSource({"4mb, each reads all of input 1", "0, divided among"})
  void whenATaskFailsThenItReadsTheSameAgain(String threshold, String expected) throws Exception {
    FAIL.set(true);
    Configuration configuration = new Configuration();
    configuration.set(ExecutionOptions.ADAPTIVE_BROADCAST_THRESHOLD, MemorySize.parse(threshold));
    try (JobExecutors.Installation ignored = install()) {
      ExecutionEnvironment env = environment(configuration);
      env.setRestartStrategy(RestartStrategies.fixedDelayRestart(3, 0L));
      List<Tuple2<Long, Long>> found =
          records(env, FACTS, 1000, true)
              .join(records(env, 1010, 1010, false))
              .where(0)
              .equalTo(0)
              .with(
                  (a, b) -> {
                    if (a.f1 == 30_001 && FAIL.getAndSet(false)) {
                      throw new IllegalStateException("once");
                    }
                    return pair(a, b);
                  })
              .returns(PAIR)
              .collect();
      assertJoined(Kind.INNER, found, FACTS, 1000, true, 1010, 1010);
    }

    JobReport.Vertex join = join();
    assertTrue(join.adaptation().reason().contains(expected), join.adaptation().reason());
    assertEquals(1, join.subtasks().stream().filter(s -> s.attempt() == 1).count());
  }
}
