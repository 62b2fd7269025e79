// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flyshuttle.examples.text.BundledText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WordCountTest {

  @Test
  void shouldCountTheWordsOfAFile(@TempDir Path directory) throws Exception {
    Path input = directory.resolve("in.txt");
    Files.write(input, BundledText.lines());
    Path output = directory.resolve("out");

    WordCount.main(new String[] {"--input", input.toString(), "--output", output.toString()});

    assertEquals(expected(), last(output));
  }

  @Test
  void shouldCountTheBundledText(@TempDir Path directory) throws Exception {
    Path output = directory.resolve("out");

    WordCount.main(new String[] {"--output", output.toString()});

    assertEquals(expected(), last(output));
  }

  private static Map<String, Integer> expected() {
    Map<String, Integer> counts = new TreeMap<>();
    for (String line : BundledText.lines()) {
      for (String word : line.toLowerCase().split("\\W+")) {
        if (!word.isEmpty()) {
          counts.merge(word, 1, Integer::sum);
        }
      }
    }
    return counts;
  }

  /** The highest count of each word; the program writes all of them. */
  private static Map<String, Integer> last(Path output) throws Exception {
    Map<String, Integer> counts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(output)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        for (String line : Files.readAllLines(file)) {
          String[] fields = line.split(",");
          counts.merge(fields[0], Integer.valueOf(fields[1]), Math::max);
        }
      }
    }
    return counts;
  }
}
