// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The name map by which programs are migrated names classes that exist, each once. */
final class NameMapTest {

  @Test
  void shouldNameClassesThatExist() throws IOException {
    List<String> wrong = new ArrayList<>();
    Map<String, String> seen = new HashMap<>();
    for (String line : lines()) {
      String[] names = line.split("\t", -1);
      if (names.length != 2) {
        wrong.add("not two names: " + line);
        continue;
      }
      if (seen.put(names[0], names[1]) != null) {
        wrong.add("named twice: " + names[0]);
      }
      try {
        Class.forName(names[1], false, getClass().getClassLoader());
      } catch (ClassNotFoundException e) {
        wrong.add("no class " + names[1] + " for " + names[0]);
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(seen.size() > 500, "only " + seen.size() + " names");
  }

  private static List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(Path.of("..", "docs", "name-map"), "*.tsv")) {
      for (Path file : files) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    lines.removeIf(line -> line.isBlank() || line.startsWith("#"));
    return lines;
  }
}
