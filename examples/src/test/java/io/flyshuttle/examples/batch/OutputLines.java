// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** What a program wrote: one file or a directory of them. */
final class OutputLines {
  private OutputLines() {}

  /** Arguments of a program that writes below {@code directory}, and more of them. */
  static String[] arguments(Path directory, String... more) {
    List<String> arguments = new ArrayList<>(Arrays.asList(more));
    arguments.add("--output");
    arguments.add(directory.resolve("out").toString());
    return arguments.toArray(String[]::new);
  }

  /** All lines below the output of {@link #arguments}, sorted. */
  static List<String> sorted(Path directory) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.walk(directory.resolve("out"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    Collections.sort(lines);
    return lines;
  }
}
