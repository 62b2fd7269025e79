// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.examples.text.BundledText;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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

    assertEquals(expected(), counts(output));
  }

  @Test
  void shouldPrintTheCountsOfTheBundledText() throws Exception {
    PrintStream out = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      WordCount.main(new String[0]);
    } finally {
      System.setOut(out);
    }

    assertTrue(bytes.toString(StandardCharsets.UTF_8).contains("(the,"));
    assertEquals(expected().size(), bytes.toString(StandardCharsets.UTF_8).lines().count());
  }

  @Test
  void whenTheOutputExistsThenNothingRuns(@TempDir Path directory) throws Exception {
    Path output = Files.createDirectory(directory.resolve("out"));
    Files.writeString(output.resolve("1"), "precious");

    FlyshuttleException refused =
        assertThrows(
            FlyshuttleException.class,
            () -> WordCount.main(new String[] {"--output", output.toString()}));

    assertEquals(ErrorCode.OUTPUT_EXISTS, refused.code());
    assertEquals("precious", Files.readString(output.resolve("1")));
  }

  @Test
  void whenTheInputIsMissingThenTheErrorNamesIt(@TempDir Path directory) {
    String missing = directory.resolve("missing.txt").toString();

    FlyshuttleException refused =
        assertThrows(
            FlyshuttleException.class,
            () ->
                WordCount.main(
                    new String[] {
                      "--input", missing, "--output", directory.resolve("out").toString()
                    }));

    assertEquals(ErrorCode.INPUT_NOT_FOUND, refused.code());
    assertTrue(refused.getMessage().contains(missing), refused.getMessage());
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

  private static Map<String, Integer> counts(Path output) throws Exception {
    Map<String, Integer> counts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(output)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        for (String line : Files.readAllLines(file)) {
          String[] fields = line.split(",");
          counts.put(fields[0], Integer.valueOf(fields[1]));
        }
      }
    }
    return counts;
  }
}
