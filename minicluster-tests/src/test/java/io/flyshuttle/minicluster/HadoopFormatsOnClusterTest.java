// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.minicluster.program.HadoopWordCount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Formats, mappers and reducers of MapReduce in containers; their jars are in the distribution. */
@ClusterTest
final class HadoopFormatsOnClusterTest {
  private static Cluster cluster;
  private static Session session;

  @BeforeAll
  static void startSession() throws Exception {
    cluster = Cluster.get();
    session = Session.start(cluster, "--jar", String.join(",", jars()));
  }

  @AfterAll
  static void stopSession() {
    if (session != null) {
      session.close();
    }
  }

  private static List<String> jars() throws Exception {
    try (Stream<Path> files = Files.list(cluster.home().resolve("opt"))) {
      List<String> found =
          files.map(Path::toString).filter(file -> file.contains("hadoop-")).sorted().toList();
      assertEquals(2, found.size(), found.toString());
      return found;
    }
  }

  private static List<String> names(String directory) throws Exception {
    return Stream.of(cluster.hdfs().listStatus(new org.apache.hadoop.fs.Path(directory)))
        .map(FileStatus::getPath)
        .map(org.apache.hadoop.fs.Path::getName)
        .sorted()
        .toList();
  }

  @Test
  void shouldCountWordsAsMapReduceDoes() throws Exception {
    cluster.writeText("/words/in/one", "to be or\n".repeat(1000));
    cluster.writeText("/words/in/two", "not to be\n".repeat(500));
    cluster.writeText("/words/in/_SUCCESS", "");
    String[] arguments = {
      "--input", "/words/in", "--sequence", "/words/sequence", "--output", "/words/out"
    };

    Command.Result first = session.run(HadoopWordCount.class, arguments).run();
    assertEquals(0, first.status(), first.toString());
    assertEquals(List.of("_SUCCESS", "part-r-00000", "part-r-00001"), names("/words/sequence"));
    assertEquals(List.of("_SUCCESS", "part-r-00000", "part-r-00001"), names("/words/out"));
    assertEquals(
        new TreeSet<>(List.of("be\t1500", "not\t500", "or\t1000", "to\t1500")),
        new TreeSet<>(cluster.readLines("/words/out")));

    Command.Result second = session.run(HadoopWordCount.class, arguments).run();
    assertNotEquals(0, second.status());
    assertTrue(second.err().contains("/words/sequence"), second.toString());
  }
}
