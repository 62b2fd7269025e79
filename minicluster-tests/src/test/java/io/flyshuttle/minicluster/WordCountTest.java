// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The examples count the words of a text on HDFS right, in one session. */
@ClusterTest
@SharedSession
class WordCountTest {
  private static Cluster cluster;
  private static Session session;
  private static String input;
  private static Map<String, Integer> expected;

  @BeforeAll
  static void startSession() throws Exception {
    cluster = Cluster.get();
    String text = Files.readString(cluster.home().resolve("resources/shuttle.txt"));
    input = cluster.writeText("/wordcount/shuttle.txt", text);
    expected = new TreeMap<>();
    for (String word : text.toLowerCase().split("\\W+")) {
      if (!word.isEmpty()) {
        expected.merge(word, 1, Integer::sum);
      }
    }
    session = Session.shared(cluster);
  }

  private static Map<String, Integer> largestCounts(List<String> lines) {
    Map<String, Integer> counts = new TreeMap<>();
    for (String line : lines) {
      int comma = line.lastIndexOf(',');
      int count = Integer.parseInt(line.substring(comma + 1));
      counts.merge(line.substring(0, comma), count, Math::max);
    }
    return counts;
  }

  @Test
  void shouldCountAsDataSet() throws Exception {
    Command.Result result =
        session
            .runExample("batch.WordCount", "--input", input, "--output", "hdfs:///wordcount/batch")
            .run()
            .orFail();
    assertEquals("FINISHED", result.value("job.status"));
    List<String> lines = cluster.readLines("/wordcount/batch");
    assertEquals(expected, largestCounts(lines));
    assertEquals(expected.size(), lines.size());
  }

  @Test
  void shouldRunAJarThatNamesItsOwnClass() {
    Command.Result result =
        cluster.flyshuttle("run", "./examples/WordCount.jar").in(cluster.home()).run().orFail();
    assertEquals("FINISHED", result.value("job.status"));
  }

  @Test
  void shouldCountAsDataStream() throws Exception {
    Command.Result result =
        session
            .runExample(
                "stream.WordCount", "--input", input, "--output", "hdfs:///wordcount/stream")
            .run()
            .orFail();
    assertEquals("FINISHED", result.value("job.status"));
    List<String> lines = cluster.readLines("/wordcount/stream");
    assertEquals(expected, largestCounts(lines));
    assertEquals(expected.values().stream().mapToInt(Integer::intValue).sum(), lines.size());
    assertTrue(session.list().orFail().out().contains("WordCount (stream)"));
  }
}
