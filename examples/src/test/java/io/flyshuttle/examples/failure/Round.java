// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flyshuttle.appmaster.checkpoint.CheckpointReport;
import io.flyshuttle.core.checkpoint.CheckpointKind;
import io.flyshuttle.core.client.JobClient;
import io.flyshuttle.core.client.SavepointFormatType;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.job.JobID;
import io.flyshuttle.core.job.JobStatus;
import io.flyshuttle.core.job.RestartStrategies;
import io.flyshuttle.core.option.CheckpointingOptions;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.option.CoreOptions;
import io.flyshuttle.core.option.ExternalizedCheckpointRetention;
import io.flyshuttle.core.option.MemorySize;
import io.flyshuttle.core.option.RestoreMode;
import io.flyshuttle.core.option.StateRecoveryOptions;
import io.flyshuttle.datastream.StreamExecutionEnvironment;
import io.flyshuttle.local.LocalSession;
import io.flyshuttle.local.LocalSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of the program with faults that follow from a seed: one to three legs, each a job that
 * goes on from what the one before has saved, with another parallelism.
 */
final class Round {
  private static final Logger LOG = LoggerFactory.getLogger(Round.class);
  private static final int WORKERS = 2;
  private static final int SLOTS = 3;
  private static final long MEMORY_BYTES = 96 << 20;
  private static final int MAX_LEGS = 3;
  private static final long LEG_SECONDS = 300;
  private static final List<String> STORES = List.of("hashmap", "paged", "rocksdb");

  private static final Pattern TAKEN = Pattern.compile("/(savepoint-[^ /]+) was taken");

  private final long seed;
  private final Random random;
  private final Path directory;
  private final Path files;
  private final Path checkpoints;
  private final Path savepoints;
  private final Path temporary;
  private final String name;
  private final AtomicInteger faultsLeft;
  private final Storm storm;
  private final List<String> happened = new ArrayList<>();
  private final List<Path> taken = new ArrayList<>();
  private final int legs;

  Round(long seed, Path directory) throws IOException {
    this.seed = seed;
    this.random = new Random(seed);
    this.directory = directory;
    this.files = directory.resolve("files");
    this.checkpoints = directory.resolve("checkpoints");
    this.savepoints = directory.resolve("savepoints");
    this.temporary = Files.createDirectories(directory.resolve("temporary"));
    this.name = "round-" + seed;
    this.faultsLeft = new AtomicInteger(random.nextInt(8));
    this.storm = new Storm(new Random(random.nextLong()), this::note);
    this.legs = 1 + random.nextInt(MAX_LEGS);
  }

  private void note(String what) {
    synchronized (happened) {
      happened.add(what);
    }
  }

  /** Some of the moments that come by fail. */
  private void reached(String point, long checkpointId) throws IOException {
    boolean fails;
    synchronized (faultsLeft) {
      fails = random.nextInt(8) == 0 && faultsLeft.getAndDecrement() > 0;
    }
    if (fails) {
      note(point + " of " + checkpointId);
      throw new IOException("a failure of this test at " + point);
    }
  }

  void run() throws Exception {
    Leftovers leftovers = new Leftovers();
    FailingFiles.weather(name, storm);
    Configuration configuration =
        new Configuration()
            .set(CoreOptions.TMP_DIRS, temporary.toString())
            .set(
                CheckpointingOptions.FS_SMALL_FILE_THRESHOLD,
                MemorySize.parse(random.nextBoolean() ? "500b" : "20kb"));
    try {
      try (LocalSession session =
          LocalSession.start(
              new LocalSettings(WORKERS, SLOTS, MEMORY_BYTES, configuration.toMap()),
              this::reached)) {
        legs(session);
      }
      leftovers.awaitThreadsEnded();
      Leftovers.awaitEmpty(temporary);
      Leftovers.deleteAll(directory);
      LOG.info("Round {} was exact after {}", seed, happened);
    } catch (Throwable e) {
      synchronized (happened) {
        throw new AssertionError("after " + happened, e);
      }
    } finally {
      FailingFiles.forget(name);
      CheckedProgram.forget(seed);
    }
  }

  private void legs(LocalSession session) throws Exception {
    Saved saved = Saved.NOTHING;
    String store = STORES.get(random.nextInt(STORES.size()));
    for (int leg = 1; saved != null; leg++) {
      if (!saved.retained()) {
        store = STORES.get(random.nextInt(STORES.size()));
      }
      boolean claim = random.nextBoolean();
      Saved from = saved;
      JobClient client = session.submit(program(store, from, claim));
      boolean last = leg == legs;
      storm.begin();
      saved = endLeg(session, client, last);
      storm.end();
      if (saved == null) {
        assertEquals(JobStatus.FINISHED, client.getJobStatus().get());
      }
      Leftovers.awaitNothingHeld(session);
      deleteIfOwn(from, claim);
    }
    for (String output : CheckedProgram.OUTPUTS) {
      assertSame(CheckedProgram.expected(output), lines(output), output);
      Leftovers.awaitNothingHidden(files.resolve(output));
    }
    for (Path savepoint : taken) {
      Leftovers.deleteAll(savepoint);
    }
    Leftovers.awaitEmpty(checkpoints);
    Leftovers.awaitEmpty(savepoints);
  }

  /** What a leg started from is the user's unless the leg has claimed it. */
  private void deleteIfOwn(Saved from, boolean claimed) throws IOException {
    if (from == Saved.NOTHING) {
      return;
    }
    Path path = Path.of(new io.flyshuttle.core.file.Path(from.path()).getPath());
    if (!claimed) {
      Leftovers.deleteAll(from.retained() ? path.getParent() : path);
    } else if (from.retained()) {
      Leftovers.awaitGone(path);
      deleteOlder(path);
    }
  }

  /** Retained checkpoints before the one that was claimed are still the user's. */
  private static void deleteOlder(Path claimed) throws IOException {
    String number = claimed.getFileName().toString();
    boolean any = false;
    for (Path each : Leftovers.children(claimed.getParent())) {
      any |= each.getFileName().toString().startsWith("chk-") && !each.endsWith(number);
    }
    if (any) {
      Leftovers.deleteAll(claimed.getParent());
    }
  }

  /** What the next leg starts from. */
  private record Saved(String path, boolean retained) {
    static final Saved NOTHING = new Saved("", false);
  }

  /** Lets things fail and the leg end; null if the program has ended. */
  private Saved endLeg(LocalSession session, JobClient client, boolean last) throws Exception {
    int kills = random.nextInt(3);
    for (int i = 0; i < kills && !client.getJobExecutionResult().isDone(); i++) {
      await(client, 20 + random.nextInt(300));
      List<String> ids = session.workers().keySet().stream().sorted().toList();
      if (!ids.isEmpty()) {
        String id = ids.get(random.nextInt(ids.size()));
        note("kill of " + id);
        session.killWorker(id);
      }
    }
    if (!last && !await(client, 50 + random.nextInt(300))) {
      return random.nextBoolean() ? stop(client) : cancel(session, client);
    }
    client.getJobExecutionResult().get(LEG_SECONDS, TimeUnit.SECONDS);
    return null;
  }

  private static boolean await(JobClient client, long millis) throws Exception {
    try {
      client.getJobExecutionResult().get(millis, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      LOG.debug("The job runs on", e);
      return false;
    }
  }

  /** Savepoints fail as checkpoints do; whoever wants one asks again. */
  private Saved stop(JobClient client) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LEG_SECONDS);
    while (System.nanoTime() < deadline) {
      try {
        String path =
            client
                .stopWithSavepoint(
                    false,
                    FailingFiles.path(name, savepoints).toString(),
                    SavepointFormatType.CANONICAL)
                .get(LEG_SECONDS, TimeUnit.SECONDS);
        note("stop with " + path.substring(path.lastIndexOf('/') + 1));
        client.getJobExecutionResult().get(LEG_SECONDS, TimeUnit.SECONDS);
        return new Saved(path, false);
      } catch (ExecutionException e) {
        note("no savepoint: " + e.getCause().getMessage());
        noteIfTaken(e.getCause().getMessage());
        if (await(client, 50)) {
          return null;
        }
      }
    }
    throw new AssertionError("no savepoint after " + LEG_SECONDS + " s");
  }

  /** A savepoint that is complete stays, though the job could not stop with it. */
  private void noteIfTaken(String message) {
    Matcher found = TAKEN.matcher(message);
    if (found.find()) {
      taken.add(savepoints.resolve(found.group(1)));
    }
  }

  private Saved cancel(LocalSession session, JobClient client) throws Exception {
    JobID job = client.getJobID();
    if (newest(session, job).isEmpty()) {
      client.getJobExecutionResult().get(LEG_SECONDS, TimeUnit.SECONDS);
      return null;
    }
    client.cancel().get(LEG_SECONDS, TimeUnit.SECONDS);
    try {
      client.getJobExecutionResult().get(LEG_SECONDS, TimeUnit.SECONDS);
      return null;
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof FlyshuttleException canceled)
          || canceled.code() != ErrorCode.JOB_CANCELED) {
        throw e;
      }
    }
    String path = newest(session, job);
    note("cancel, on from " + path.substring(path.lastIndexOf('/') + 1));
    return new Saved(path, true);
  }

  /** Directory of the newest complete checkpoint; empty if there is none. */
  private static String newest(LocalSession session, JobID job) {
    try {
      return session.jobManager().checkpoints(job).join().history().stream()
          .filter(line -> line.kind() == CheckpointKind.CHECKPOINT)
          .filter(line -> line.status() == CheckpointReport.Status.COMPLETED)
          .max(Comparator.comparingLong(CheckpointReport.Line::id))
          .map(CheckpointReport.Line::directory)
          .orElse("");
    } catch (CompletionException e) {
      throw new AssertionError("job " + job + " is not known", e);
    }
  }

  private io.flyshuttle.core.graph.JobGraph program(String store, Saved from, boolean claim) {
    int parallelism = 1 + random.nextInt(SLOTS);
    Configuration configuration = new Configuration();
    if (from != Saved.NOTHING) {
      configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, from.path());
      configuration.set(
          StateRecoveryOptions.RESTORE_MODE, claim ? RestoreMode.CLAIM : RestoreMode.NO_CLAIM);
    }
    boolean incremental = random.nextBoolean();
    boolean unaligned = random.nextBoolean();
    boolean reuse = random.nextBoolean();
    boolean local = random.nextBoolean();
    configuration.set(StateRecoveryOptions.LOCAL_RECOVERY, local);
    configuration.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, incremental);
    configuration.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, 1 + random.nextInt(3));
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(parallelism);
    env.setMaxParallelism(32);
    env.setStateBackend(() -> store);
    env.enableCheckpointing(10 + random.nextInt(60));
    // of unaligned ones only one can be under way
    env.getCheckpointConfig().setMaxConcurrentCheckpoints(1 + random.nextInt(unaligned ? 1 : 2));
    env.getCheckpointConfig().enableUnalignedCheckpoints(unaligned);
    // at once, or when barriers have waited for each other for a while
    env.getCheckpointConfig()
        .setAlignedCheckpointTimeout(Duration.ofMillis(random.nextInt(2) * random.nextInt(30)));
    env.getCheckpointConfig().setCheckpointStorage(FailingFiles.path(name, checkpoints).toString());
    env.getCheckpointConfig()
        .setExternalizedCheckpointRetention(ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    env.setBufferTimeout(random.nextInt(20));
    if (reuse) {
      env.getConfig().enableObjectReuse();
    }
    env.setRestartStrategy(RestartStrategies.fixedDelayRestart(1_000, 5));
    CheckedProgram.throwAfter(seed, random.nextInt(3) * (1 + random.nextInt(6_000)));
    CheckedProgram.addTo(env, seed, FailingFiles.path(name, files));
    note(
        "start of "
            + parallelism
            + " x "
            + store
            + (incremental ? " incremental" : "")
            + (unaligned ? " unaligned" : "")
            + (reuse ? " reuse" : "")
            + (local ? " local" : "")
            + (claim && from != Saved.NOTHING ? " claiming" : ""));
    return env.jobGraph("round " + seed);
  }

  private Map<String, Integer> lines(String output) throws IOException {
    Map<String, Integer> lines = new HashMap<>();
    for (Path file : regularFiles(files.resolve(output))) {
      Files.readAllLines(file).forEach(line -> lines.merge(line, 1, Integer::sum));
    }
    return lines;
  }

  private static List<Path> regularFiles(Path where) throws IOException {
    try (Stream<Path> all = Files.walk(where)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !file.toString().contains("/."))
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
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
