// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.minicluster.program.HeldUpLoop;
import io.flyshuttle.minicluster.program.NightlySums;
import io.flyshuttle.minicluster.program.RangeSort;
import io.flyshuttle.minicluster.program.StagedSums;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Batch jobs in containers: more data than memory, lost workers, and what runs every night. */
@ClusterTest
final class BatchOnClusterTest {
  private static final int PARALLELISM = 4;
  private static Cluster cluster;
  private static Session session;

  @BeforeAll
  static void startSession() throws Exception {
    cluster = Cluster.get();
    // 8 MB for each of two workers
    session = Session.start(cluster, "-Dtaskmanager.memory.size=8mb");
  }

  @AfterAll
  static void stopSession() {
    if (session != null) {
      session.close();
    }
  }

  @Test
  void shouldSortMoreThanMemoryHolds() throws Exception {
    Command.Result result =
        session
            .run(RangeSort.class, "--records", "500000", "--parallelism", "4")
            .with("--output", "hdfs:///batch/sorted")
            .run()
            .orFail();

    assertEquals("true", result.value("sorted"));
    assertEquals("500000", result.value("records"));
    assertEquals("true", result.value("checksum"));
    long bytes = cluster.hdfs().getContentSummary(new Path("/batch/sorted")).getLength();
    assertTrue(bytes > 3 * 2 * (8L << 20), "only " + bytes + " bytes");
  }

  private static Command example(String name, String... arguments) {
    return cluster
        .flyshuttle("run", "--session", session.id(), "-p", Integer.toString(PARALLELISM))
        .with("--class", "io.flyshuttle.examples.batch." + name)
        .with(cluster.home().resolve("examples/flyshuttle-examples.jar").toString())
        .with(arguments);
  }

  @Test
  void shouldSortGenerateAndValidateAsTheExamplesDo() throws Exception {
    String[] paths = {"--input", "hdfs:///tera/in", "--output", "hdfs:///tera/out"};
    example("TeraGenerate", "--records", "500000", "--output", "hdfs:///tera/in").run().orFail();
    long bytes = cluster.hdfs().getContentSummary(new Path("/tera/in")).getLength();
    assertEquals(50_000_000, bytes);
    assertTrue(bytes > 2 * 2 * (8L << 20), "more than managed memory of both workers holds");

    example("TeraSort", paths).run().orFail();
    assertTrue(cluster.hdfs().exists(new Path("/tera/out/_SUCCESS")));
    Command.Result valid =
        example("TeraValidate", "--input", "hdfs:///tera/out", "--original", "hdfs:///tera/in")
            .run()
            .orFail();
    assertTrue(valid.out().contains("records 500000 checksum "), valid.toString());

    Command.Result invalid = example("TeraValidate", "--input", "hdfs:///tera/in").run();
    assertNotEquals(0, invalid.status(), "what was generated is not in order");
    assertTrue(invalid.err().contains("out of order"), invalid.toString());
  }

  /** The files that attempts have left: stage, subtask and attempt. */
  private static Set<String> marks(String directory, String stage) throws Exception {
    Set<String> names = new TreeSet<>();
    Path path = new Path(directory);
    if (cluster.hdfs().exists(path)) {
      for (FileStatus file : cluster.hdfs().listStatus(path)) {
        if (file.getPath().getName().startsWith(stage + "-")) {
          names.add(file.getPath().getName());
        }
      }
    }
    return names;
  }

  /** Kills one of the workers when all subtasks of the first attempt are held up. */
  private static void killAWorkerWhenHeld(Command.Running job, String directory, int held)
      throws Exception {
    Await.until(
        "all are held up",
        300,
        () -> {
          if (!job.isAlive()) {
            throw new AssertionError("ended too early: " + job.await());
          }
          return marks(directory, "held").size() == held;
        });
    List<String> workers = new ArrayList<>(session.awaitWorkers(2));
    cluster.killContainer(workers.get(0));
    Await.until(
        "another container has replaced it",
        300,
        () -> {
          List<String> now = session.containers();
          return now.size() == 3 && !now.contains(workers.get(0));
        });
    cluster.writeText(directory + "/gate", "");
  }

  private static void assertSums(String output, long records) throws Exception {
    Set<String> expected = new TreeSet<>();
    for (long key = 0; key < 10; key++) {
      long count = records / 10;
      expected.add(key + "," + (key * count + 10 * (count * (count - 1) / 2)));
    }
    List<String> lines = cluster.readLines(output);
    assertEquals(10, lines.size());
    assertEquals(expected, new TreeSet<>(lines));
  }

  private static Command.Running staged(String hold, String directory, String output) {
    return session
        .run(StagedSums.class, "--records", "200000", "--parallelism", "" + PARALLELISM)
        .with("--hold", hold, "--directory", "hdfs://" + directory, "--output", "hdfs://" + output)
        .start();
  }

  @Test
  void whenAWorkerIsKilledInMapThenOnlyItsPartRunsAgain() throws Exception {
    Command.Running job = staged("map", "/batch/map", "/batch/map-out");
    killAWorkerWhenHeld(job, "/batch/map", PARALLELISM);
    assertEquals("FINISHED", job.await().orFail().value("job.status"));

    assertSums("/batch/map-out", 200_000);
    Set<String> maps = marks("/batch/map", "map");
    assertEquals(6, maps.size(), "two of four ran twice: " + maps);
    assertEquals(PARALLELISM, marks("/batch/map", "merge").size());
  }

  @Test
  void whenAWorkerIsKilledInMergeThenWhatItHadMadeIsMadeAgain() throws Exception {
    Command.Running job = staged("merge", "/batch/merge", "/batch/merge-out");
    killAWorkerWhenHeld(job, "/batch/merge", PARALLELISM);
    assertEquals("FINISHED", job.await().orFail().value("job.status"));

    assertSums("/batch/merge-out", 200_000);
    Set<String> maps = marks("/batch/merge", "map");
    assertEquals(6, maps.size(), "the results of the other worker are still there: " + maps);
  }

  @Test
  void whenAWorkerIsKilledInASuperstepThenTheLoopGoesOnFromItsCheckpoint() throws Exception {
    Command.Running job =
        session
            .run(HeldUpLoop.class, "--parallelism", "" + PARALLELISM, "--hold", "6")
            .with("--directory", "hdfs:///batch/loop", "--output", "hdfs:///batch/loop-out")
            .with("--checkpoints", "hdfs:///batch/checkpoints")
            .start();
    killAWorkerWhenHeld(job, "/batch/loop", PARALLELISM);
    assertEquals("FINISHED", job.await().orFail().value("job.status"));

    Set<String> expected = new TreeSet<>();
    for (long n = 0; n < 10; n++) {
      expected.add(n + "," + ((n + 1) * 1024 - 1));
    }
    assertEquals(expected, new TreeSet<>(cluster.readLines("/batch/loop-out")));
    Set<String> again = new TreeSet<>();
    for (int superstep = 1; superstep <= 10; superstep++) {
      for (String mark : marks("/batch/loop", "superstep" + superstep)) {
        if (!mark.endsWith("-0")) {
          again.add("superstep" + superstep);
        }
      }
    }
    assertTrue(again.contains("superstep6"), again.toString());
    assertFalse(again.contains("superstep4"), "begun before its checkpoint: " + again);
  }

  @Test
  void shouldRunEveryNight() throws Exception {
    cluster.writeText("/nightly/in/part-1", "a,1\nb,2\n");
    cluster.writeText("/nightly/in/part-2", "a,3\nc,4\n");
    String[] paths = {"--input", "hdfs:///nightly/in", "--output", "hdfs:///nightly/out"};
    Path marker = new Path("/nightly/out/_SUCCESS");

    Command.Result first = session.run(NightlySums.class, paths).run();
    assertEquals(0, first.status(), first.toString());
    assertTrue(cluster.hdfs().exists(marker));
    assertEquals(Set.of("a,4", "b,2", "c,4"), new TreeSet<>(cluster.readLines("/nightly/out")));

    Command.Result refused = session.run(NightlySums.class, paths).run();
    assertNotEquals(0, refused.status(), "the output is there already");
    assertTrue(refused.err().contains("/nightly/out"), refused.toString());
    assertEquals(Set.of("a,4", "b,2", "c,4"), new TreeSet<>(cluster.readLines("/nightly/out")));

    cluster.writeText("/nightly/in/part-2", "a,5\nd,6\n");
    Command.Result second = session.run(NightlySums.class, paths).with("--overwrite", "true").run();
    assertEquals(0, second.status(), second.toString());
    assertTrue(cluster.hdfs().exists(marker));
    assertEquals(Set.of("a,6", "b,2", "d,6"), new TreeSet<>(cluster.readLines("/nightly/out")));

    cluster.writeText("/nightly/in/part-2", "a,not a number\n");
    Command.Result failed = session.run(NightlySums.class, paths).with("--overwrite", "true").run();
    assertNotEquals(0, failed.status());
    assertTrue(failed.err().contains("not a number"), failed.toString());
    assertTrue(cluster.hdfs().exists(marker), "the night before is still there, and whole");
    assertEquals(Set.of("a,6", "b,2", "d,6"), new TreeSet<>(cluster.readLines("/nightly/out")));

    Command.Result never =
        session
            .run(NightlySums.class, "--input", "hdfs:///nightly/in")
            .with("--output", "hdfs:///nightly/never")
            .run();
    assertNotEquals(0, never.status());
    assertFalse(cluster.hdfs().exists(new Path("/nightly/never")), "nothing says that it is there");
  }

  @Test
  void shouldTellWhoRunsItOfAnInputWithoutFiles() throws Exception {
    cluster.hdfs().mkdirs(new Path("/nothing/in"));
    cluster.writeText("/nothing/in/_SUCCESS", "");

    Command.Result result =
        session
            .run(NightlySums.class, "--input", "hdfs:///nothing/in")
            .with("--output", "hdfs:///nothing/out")
            .run()
            .orFail();

    List<String> warnings =
        result.err().lines().filter(line -> line.startsWith("warning: ")).toList();
    assertEquals(1, warnings.size(), result.toString());
    assertTrue(warnings.get(0).contains("/nothing/in"), warnings.toString());
    assertTrue(cluster.hdfs().exists(new Path("/nothing/out/_SUCCESS")));
    assertEquals(List.of(), cluster.readLines("/nothing/out"));
  }
}
