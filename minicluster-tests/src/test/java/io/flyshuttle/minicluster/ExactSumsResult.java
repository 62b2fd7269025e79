// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.minicluster.program.ExactSums;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.fs.Path;

/** What {@link ExactSums} must have written. */
final class ExactSumsResult {
  private ExactSumsResult() {}

  /** Each count of each key stands there once, and no hidden file is left over. */
  static void check(Cluster cluster, String output, int recordsOfAllSubtasks) throws IOException {
    Map<String, Integer> seen = seen(cluster, output);
    int ofEachKey = recordsOfAllSubtasks / ExactSums.KEYS;
    for (int key = 0; key < ExactSums.KEYS; key++) {
      for (int count = 1; count <= ofEachKey; count++) {
        assertEquals(1, seen.remove(key + " " + count), key + " " + count);
      }
    }
    checkNoMore(cluster, output, seen);
  }

  /** As above for the counts of windows. */
  static void checkWindows(Cluster cluster, String output, int records, int subtasks)
      throws IOException {
    Map<String, Integer> seen = seen(cluster, output);
    for (int window = 0; window * ExactSums.WINDOW < records; window++) {
      int first = window * ExactSums.WINDOW;
      int end = Math.min(records, first + ExactSums.WINDOW);
      for (int key = 0; key < ExactSums.KEYS; key++) {
        int count = 0;
        for (int number = first; number < end; number++) {
          count += number % ExactSums.KEYS == key ? subtasks : 0;
        }
        String line = windowLine(key, window, count);
        assertEquals(1, seen.remove(line), line);
      }
    }
    checkNoMore(cluster, output, seen);
  }

  /**
   * Each key has the counts of its full windows from the first without a gap, each once.
   *
   * @return how many lines there are
   */
  static int checkWindowPrefixes(Cluster cluster, String output, int subtasks) throws IOException {
    Map<String, Integer> seen = seen(cluster, output);
    int lines = seen.size();
    int full = ExactSums.WINDOW / ExactSums.KEYS * subtasks;
    for (int key = 0; key < ExactSums.KEYS; key++) {
      int window = 0;
      for (String line = windowLine(key, 0, full);
          seen.containsKey(line);
          line = windowLine(key, ++window, full)) {
        assertEquals(1, seen.remove(line), line);
      }
    }
    assertTrue(seen.isEmpty(), "after a gap, or wrong: " + seen);
    return lines;
  }

  private static String windowLine(int key, int window, int count) {
    return key + " " + window + " " + count;
  }

  private static void checkNoMore(Cluster cluster, String output, Map<String, Integer> seen)
      throws IOException {
    assertTrue(seen.isEmpty(), "lines that nobody should have written: " + seen);
    for (var file : cluster.hdfs().listStatus(new Path(output))) {
      assertTrue(file.isFile() && !file.getPath().getName().startsWith("."), "left over: " + file);
    }
  }

  /**
   * Each key has its counts from 1 without a gap, each once.
   *
   * @return how many lines there are
   */
  static int checkPrefixes(Cluster cluster, String output) throws IOException {
    Map<String, Integer> seen = seen(cluster, output);
    int lines = seen.size();
    for (int key = 0; key < ExactSums.KEYS; key++) {
      for (int count = 1; seen.containsKey(key + " " + count); count++) {
        assertEquals(1, seen.remove(key + " " + count), key + " " + count);
      }
    }
    assertTrue(seen.isEmpty(), "after a gap: " + seen);
    return lines;
  }

  private static Map<String, Integer> seen(Cluster cluster, String output) throws IOException {
    Map<String, Integer> seen = new HashMap<>();
    for (var file : cluster.hdfs().listStatus(new Path(output))) {
      if (file.isFile()) {
        cluster
            .readLines(file.getPath().toUri().getPath())
            .forEach(line -> seen.merge(line, 1, Integer::sum));
      }
    }
    return seen;
  }
}
