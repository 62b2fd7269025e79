// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.client.JobClient;
import io.flyshuttle.core.connector.file.BasePathBucketAssigner;
import io.flyshuttle.core.connector.file.DefaultRollingPolicy;
import io.flyshuttle.core.connector.file.FileSink;
import io.flyshuttle.core.connector.schema.SimpleStringEncoder;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.function.MapFunction;
import io.flyshuttle.core.job.RestartStrategies;
import io.flyshuttle.core.option.CheckpointingOptions;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.option.MemorySize;
import io.flyshuttle.core.state.FunctionInitializationContext;
import io.flyshuttle.core.state.FunctionSnapshotContext;
import io.flyshuttle.core.state.ListState;
import io.flyshuttle.core.state.ListStateDescriptor;
import io.flyshuttle.core.stream.checkpoint.CheckpointedFunction;
import io.flyshuttle.core.stream.source.RichParallelSourceFunction;
import io.flyshuttle.core.stream.window.assigner.TumblingEventTimeWindows;
import io.flyshuttle.core.time.WatermarkStrategy;
import io.flyshuttle.core.tuple.Tuple3;
import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.datastream.DataStream;
import io.flyshuttle.datastream.StreamExecutionEnvironment;
import io.flyshuttle.local.LocalSession;
import io.flyshuttle.local.LocalSettings;
import io.flyshuttle.worker.agent.Worker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rounds of one job whose workers are killed, whose functions throw and whose checkpoints, aligned
 * or unaligned, fail at named moments, all at random. What it has written must be what it writes
 * when nothing fails, and nothing may be left over. A few rounds by default; for an hour:
 *
 * <pre>
 * mvn -pl examples -am test -Dtest=RandomFailuresTest -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Dflyshuttle.failures.seconds=3600
 * </pre>
 *
 * <p>{@code -Dflyshuttle.failures.rounds=n} makes n rounds, {@code -Dflyshuttle.failures.seed=n}
 * begins with a seed that a failed round has reported.
 */
final class RandomFailuresTest {
  private static final Logger LOG = LoggerFactory.getLogger(RandomFailuresTest.class);

  private static final int PER_SUBTASK = 6_000;
  private static final int PARALLELISM = 2;
  private static final int KEYS = 40;
  private static final int WINDOW = 500;
  private static final int DEFAULT_ROUNDS = 3;
  private static final long ROUND_SECONDS = 120;

  /** How many records a map function still lets pass before it throws, by round. */
  private static final Map<Long, AtomicInteger> FUSES = new ConcurrentHashMap<>();

  @TempDir private java.nio.file.Path directory;

  @Test
  void shouldBeExactWhateverFails() throws Exception {
    long seconds = Long.getLong("flyshuttle.failures.seconds", 0);
    int rounds = Integer.getInteger("flyshuttle.failures.rounds", DEFAULT_ROUNDS);
    long seed =
        Long.getLong("flyshuttle.failures.seed", ThreadLocalRandom.current().nextLong(1 << 30));
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    for (int round = 0; seconds > 0 ? System.nanoTime() < deadline : round < rounds; round++) {
      try {
        new Round(seed + round, directory.resolve("round-" + round)).run();
      } catch (Throwable e) {
        throw new AssertionError("the round with seed " + (seed + round) + " failed", e);
      }
    }
  }

  /** One run of the job with faults that follow from a seed. */
  private static final class Round {
    private final long seed;
    private final Random random;
    private final java.nio.file.Path files;
    private final java.nio.file.Path checkpoints;
    private final AtomicInteger faultsLeft;
    private final List<String> happened = new ArrayList<>();

    Round(long seed, java.nio.file.Path directory) {
      this.seed = seed;
      this.random = new Random(seed);
      this.files = directory.resolve("files");
      this.checkpoints = directory.resolve("checkpoints");
      this.faultsLeft = new AtomicInteger(random.nextInt(6));
    }

    private void note(String what) {
      synchronized (happened) {
        happened.add(what);
      }
    }

    /** Some of the moments that come by fail. */
    private void reached(String point, long checkpointId) throws IOException {
      boolean fails;
      synchronized (random) {
        fails = random.nextInt(8) == 0 && faultsLeft.getAndDecrement() > 0;
      }
      if (fails) {
        note(point + " of " + checkpointId);
        throw new IOException("a failure of this test at " + point);
      }
    }

    void run() throws Exception {
      FUSES.put(seed, new AtomicInteger(random.nextInt(3) * (1 + random.nextInt(4_000))));
      Configuration configuration =
          new Configuration()
              .set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.parse("500b"))
              .set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
      try (LocalSession session =
          LocalSession.start(
              new LocalSettings(2, PARALLELISM, 64 << 20, configuration.toMap()), this::reached)) {
        JobClient client = session.submit(program(configuration).jobGraph("round " + seed));
        int kills = random.nextInt(4);
        for (int i = 0; i < kills && !client.getJobExecutionResult().isDone(); i++) {
          awaitMillis(client, 20 + random.nextInt(400));
          List<String> ids = new ArrayList<>(session.workers().keySet());
          if (!ids.isEmpty()) {
            String id = ids.get(random.nextInt(ids.size()));
            note("kill of " + id);
            session.killWorker(id);
          }
        }
        client.getJobExecutionResult().get(ROUND_SECONDS, TimeUnit.SECONDS);
        awaitNothingHeld(session);
        checkFiles();
        awaitNoFile(checkpoints);
        LOG.info("Round {} was exact after {}", seed, happened);
      } catch (Throwable e) {
        synchronized (happened) {
          throw new AssertionError("after " + happened, e);
        }
      } finally {
        FUSES.remove(seed);
      }
    }

    private static void awaitMillis(JobClient client, long millis) throws Exception {
      try {
        client.getJobExecutionResult().get(millis, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        LOG.debug("The job runs on", e);
      }
    }

    private StreamExecutionEnvironment program(Configuration configuration) {
      StreamExecutionEnvironment env =
          StreamExecutionEnvironment.getExecutionEnvironment(configuration);
      env.setParallelism(PARALLELISM);
      env.enableCheckpointing(10 + random.nextInt(40));
      if (random.nextInt(3) > 0) {
        // at once, or when barriers have waited for each other for a while
        env.getCheckpointConfig().enableUnalignedCheckpoints();
        env.getCheckpointConfig()
            .setAlignedCheckpointTimeout(Duration.ofMillis(random.nextInt(2) * random.nextInt(30)));
      }
      env.setRestartStrategy(RestartStrategies.fixedDelayRestart(1_000, 5));
      DataStream<Tuple3<Integer, Long, Long>> numbers =
          env.addSource(new Numbers())
              .map(new Keyed(seed))
              .returns(Types.TUPLE(Types.INT, Types.LONG, Types.LONG));
      numbers
          .keyBy(record -> record.f0)
          .sum(2)
          .map(record -> record.f0 + " " + record.f2)
          .sinkTo(sink("sums"));
      numbers
          .assignTimestampsAndWatermarks(
              WatermarkStrategy.<Tuple3<Integer, Long, Long>>forMonotonousTimestamps()
                  .withTimestampAssigner((record, before) -> record.f1))
          .keyBy(record -> record.f0)
          .window(TumblingEventTimeWindows.of(Duration.ofMillis(WINDOW)))
          .reduce((a, b) -> Tuple3.of(a.f0, Math.min(a.f1, b.f1), a.f2 + b.f2))
          .map(record -> record.f0 + " " + record.f1 / WINDOW + " " + record.f2)
          .sinkTo(sink("windows"));
      return env;
    }

    private FileSink<String> sink(String name) {
      return FileSink.forRowFormat(
              new Path(files.resolve(name).toUri()), new SimpleStringEncoder<String>())
          .withBucketAssigner(new BasePathBucketAssigner<>())
          .withRollingPolicy(
              DefaultRollingPolicy.builder().withMaxPartSize(new MemorySize(20_000)).build())
          .build();
    }

    private void awaitNothingHeld(LocalSession session) {
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
          "workers still hold "
              + session.workers().values().stream().map(Worker::holdings).toList());
    }

    private static void awaitNoFile(java.nio.file.Path where) {
      awaitTrue(() -> regularFiles(where).isEmpty(), "left over in " + where);
    }

    private static void awaitTrue(BooleanSupplier condition, String otherwise) {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      while (!condition.getAsBoolean()) {
        assertTrue(System.nanoTime() < deadline, otherwise);
        LockSupport.parkNanos(5_000_000);
      }
    }

    private static List<java.nio.file.Path> regularFiles(java.nio.file.Path where) {
      if (!Files.exists(where)) {
        return List.of();
      }
      try (Stream<java.nio.file.Path> all = Files.walk(where)) {
        return all.filter(Files::isRegularFile).toList();
      } catch (IOException | UncheckedIOException e) {
        // files are being deleted while they are listed
        return List.of(where);
      }
    }

    private Map<String, Integer> lines(String name) throws IOException {
      Map<String, Integer> lines = new HashMap<>();
      for (java.nio.file.Path file : regularFiles(files.resolve(name))) {
        Files.readAllLines(file).forEach(line -> lines.merge(line, 1, Integer::sum));
      }
      return lines;
    }

    private void checkFiles() throws IOException {
      Map<String, Integer> sums = new HashMap<>();
      int ofEachKey = PARALLELISM * PER_SUBTASK / KEYS;
      for (int key = 0; key < KEYS; key++) {
        for (int sum = 1; sum <= ofEachKey; sum++) {
          sums.put(key + " " + sum, 1);
        }
      }
      assertSame(sums, lines("sums"), "sums");
      Map<String, Integer> windows = new HashMap<>();
      Map<Integer, Map<Integer, Integer>> counts = new HashMap<>();
      for (int number = 0; number < PER_SUBTASK; number++) {
        counts
            .computeIfAbsent(number % KEYS, key -> new HashMap<>())
            .merge(number / WINDOW, PARALLELISM, Integer::sum);
      }
      counts.forEach(
          (key, ofWindow) ->
              ofWindow.forEach(
                  (window, count) -> windows.put(key + " " + window + " " + count, 1)));
      assertSame(windows, lines("windows"), "windows");
    }

    private static void assertSame(
        Map<String, Integer> expected, Map<String, Integer> found, String what) {
      List<String> wrong = new ArrayList<>();
      expected.forEach(
          (line, count) -> {
            if (!count.equals(found.get(line))) {
              wrong.add(line + ": " + found.getOrDefault(line, 0) + " times");
            }
          });
      found.forEach(
          (line, count) -> {
            if (!expected.containsKey(line)) {
              wrong.add(line + ": unexpected");
            }
          });
      assertEquals(
          List.of(),
          wrong.subList(0, Math.min(20, wrong.size())),
          wrong.size() + " lines of " + what + " are wrong");
    }
  }

  /** Numbers up to a bound, whose position is in checkpoints. */
  private static final class Numbers extends RichParallelSourceFunction<Integer>
      implements CheckpointedFunction {
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
    public void run(SourceContext<Integer> context) throws Exception {
      while (running && next < PER_SUBTASK) {
        synchronized (context.getCheckpointLock()) {
          context.collect(next++);
        }
        if (next % 50 == 0) {
          // slow enough for some checkpoints
          LockSupport.parkNanos(5_000_000);
        }
      }
    }

    @Override
    public void cancel() {
      running = false;
    }
  }

  /** Gives each number its key and its time; throws when the round's fuse has burnt down. */
  private static final class Keyed implements MapFunction<Integer, Tuple3<Integer, Long, Long>> {
    private final long seed;

    Keyed(long seed) {
      this.seed = seed;
    }

    @Override
    public Tuple3<Integer, Long, Long> map(Integer number) throws IOException {
      AtomicInteger fuse = FUSES.get(seed);
      if (fuse != null && fuse.decrementAndGet() == 0) {
        throw new IOException("a failure of this test");
      }
      return Tuple3.of(number % KEYS, (long) number, 1L);
    }
  }
}
