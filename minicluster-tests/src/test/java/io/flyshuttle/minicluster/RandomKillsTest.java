// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.flyshuttle.minicluster.program.ExactSums;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Workers and the ApplicationMaster are killed at random moments while a stream with running
 * counts, windows and files on HDFS runs: each line stands there once, and nothing is left over.
 * Most kills come after the job has recovered from the one before, some while it recovers. A few
 * kills by default; for twenty, after {@code mvn package}:
 *
 * <pre>
 * mvn -pl minicluster-tests -am verify -Dtest=RandomKillsTest -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Dflyshuttle.kills=20
 * </pre>
 *
 * <p>{@code -Dflyshuttle.kills.seed=n} chooses other containers and pauses.
 */
@ClusterTest
class RandomKillsTest {
  private static final int KILLS = 3;
  private static final int SECONDS_PER_KILL = 12;
  private static final int MAX_PAUSE_MILLIS = 8_000;
  private static final int RECORDS_PER_SECOND = 500;
  private static final int PARALLELISM = 3;

  @Test
  @Timeout(value = 3, unit = TimeUnit.HOURS)
  void shouldBeExactThoughProcessesAreKilled() throws Exception {
    int kills = Integer.getInteger("flyshuttle.kills", KILLS);
    long seed = Long.getLong("flyshuttle.kills.seed", 1);
    List<String> killed = new ArrayList<>();
    try {
      run(kills, new Random(seed), killed);
    } catch (Throwable e) {
      throw new AssertionError("with seed " + seed + " after kills of " + killed, e);
    }
  }

  private static void run(int kills, Random random, List<String> killed) throws Exception {
    Cluster cluster = Cluster.get();
    int seconds = kills * SECONDS_PER_KILL;
    int records = seconds * RECORDS_PER_SECOND;
    String directory = "/random-kills";
    String id;
    try (Session session =
        Session.start(cluster, "-D", "yarn.application-attempts=" + (kills + 2))) {
      id = session.id();
      session.awaitWorkers(2);
      String job =
          session
              .runDetached(ExactSums.class, "--parallelism", Integer.toString(PARALLELISM))
              .with("--records", Integer.toString(records), "--seconds", Integer.toString(seconds))
              .with("--output", "hdfs://" + directory + "/sums")
              .with("--windows", "hdfs://" + directory + "/windows")
              .with("--checkpoints", "hdfs://" + directory + "/checkpoints")
              .with("--gate", "hdfs://" + directory + "/gate")
              .run()
              .orFail()
              .value("job.id");
      while (killed.size() < kills) {
        if (random.nextInt(4) != 0) {
          Path checkpoints = new Path(directory + "/checkpoints");
          long before = cluster.newestCheckpoint(checkpoints);
          Await.until(
              "another checkpoint is complete",
              300,
              () -> cluster.newestCheckpoint(checkpoints) > before);
        }
        awaitMillis(random.nextInt(MAX_PAUSE_MILLIS));
        assertFalse(isFinished(session, job), "the job ended before all kills");
        // the first time a worker, the second the ApplicationMaster
        boolean master = killed.size() == 1 || killed.size() > 1 && random.nextInt(4) == 0;
        killed.add(kill(session, random, master));
      }
      cluster.writeText(directory + "/gate", "");
      Await.until("the job ends", 600 + seconds, () -> isFinished(session, job));
      ExactSumsResult.check(cluster, directory + "/sums", PARALLELISM * records);
      ExactSumsResult.checkWindows(cluster, directory + "/windows", records, PARALLELISM);
      Await.until(
          "no checkpoint is left",
          300,
          () -> cluster.hdfs().listStatus(new Path(directory + "/checkpoints")).length == 0);
    }
    Await.until("all processes are gone", 300, () -> cluster.processes("container_").isEmpty());
    assertEquals(List.of(), cluster.containers(id));
  }

  private static void awaitMillis(int millis) throws Exception {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    Await.until("the time comes", millis / 1_000 + 5, () -> System.nanoTime() >= end);
  }

  private static boolean isFinished(Session session, String job) {
    return session.list().out().contains(job + "\tFINISHED");
  }

  /** Kills a container's processes; of the ApplicationMaster or of some worker. */
  private static String kill(Session session, Random random, boolean master) throws Exception {
    String[] victim = new String[1];
    Await.until(
        "there is something to kill",
        300,
        () -> {
          List<String> containers = session.containers();
          List<String> candidates =
              containers.stream().filter(c -> c.endsWith("_000001") == master).toList();
          if (candidates.isEmpty()) {
            return false;
          }
          victim[0] = candidates.get(random.nextInt(candidates.size()));
          List<ProcessHandle> processes = Cluster.get().processes(victim[0]);
          processes.forEach(ProcessHandle::destroyForcibly);
          return !processes.isEmpty();
        });
    return victim[0];
  }
}
