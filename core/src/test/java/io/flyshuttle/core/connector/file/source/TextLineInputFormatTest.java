// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.file.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flyshuttle.core.file.Path;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each line of a file once, wherever the file is cut and wherever reading is interrupted. */
final class TextLineInputFormatTest {

  @TempDir java.nio.file.Path directory;

  private FileSourceSplit split(java.nio.file.Path file, long from, long to) throws IOException {
    return new FileSourceSplit(
        "s" + from, new Path(file.toUri()), from, to - from, 0, Files.size(file));
  }

  /** Reads a split; after {@code interruptAfter} records it is saved, restored and read on. */
  private static List<String> read(
      TextLineInputFormat format, FileSourceSplit split, int interruptAfter) throws IOException {
    List<String> lines = new ArrayList<>();
    FileSourceSplit rest = split;
    try (SplitRecords<String> records = SplitRecords.of(format, split)) {
      for (int i = 0; i < interruptAfter; i++) {
        String line = records.next();
        if (line == null) {
          return lines;
        }
        lines.add(line);
      }
      byte[] saved =
          FileSourceSplitSerializer.INSTANCE.serialize(
              split.updateWithCheckpointedPosition(records.position()));
      rest = FileSourceSplitSerializer.INSTANCE.deserialize(1, saved);
    }
    try (SplitRecords<String> records = SplitRecords.of(format, rest)) {
      for (String line = records.next(); line != null; line = records.next()) {
        lines.add(line);
      }
    }
    return lines;
  }

  @Test
  void shouldReadEachLineOnceWhereverTheFileIsCut() throws IOException {
    List<String> expected = List.of("", "a", "bcd", "", "ä", "last");
    java.nio.file.Path file = directory.resolve("lines");
    for (String end : List.of("\n", "\r\n")) {
      for (String atEnd : List.of("", end)) {
        Files.writeString(file, String.join(end, expected) + atEnd);
        for (long cut = 0; cut <= Files.size(file); cut++) {
          for (int interrupt = 0; interrupt <= 6; interrupt++) {
            List<String> lines = new ArrayList<>();
            lines.addAll(read(new TextLineInputFormat(), split(file, 0, cut), interrupt));
            lines.addAll(
                read(new TextLineInputFormat(), split(file, cut, Files.size(file)), interrupt));
            assertEquals(expected, lines, "cut at " + cut + ", interrupted after " + interrupt);
          }
        }
      }
    }
  }

  @Test
  void shouldReadLinesThatAreLongerThanTheBuffer() throws IOException {
    Random random = new Random(7);
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      expected.add("x".repeat(random.nextInt(150_000)) + i);
    }
    java.nio.file.Path file = directory.resolve("long");
    Files.write(file, expected);
    long middle = Files.size(file) / 2;
    List<String> lines =
        new ArrayList<>(read(new TextLineInputFormat(), split(file, 0, middle), 3));
    lines.addAll(read(new TextLineInputFormat(), split(file, middle, Files.size(file)), 2));
    assertEquals(expected, lines);
  }

  @Test
  void shouldGoOnInCompressedFilesAndOtherCharacterSets() throws IOException {
    List<String> expected = List.of("one", "zwei", "trois", "vier");
    java.nio.file.Path zipped = directory.resolve("lines.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
      out.write((String.join("\n", expected) + "\n").getBytes(StandardCharsets.UTF_8));
    }
    java.nio.file.Path wide = directory.resolve("wide");
    Files.writeString(wide, String.join("\n", expected), Charset.forName("UTF-16"));
    for (int interrupt = 0; interrupt <= 4; interrupt++) {
      assertEquals(
          expected,
          read(new TextLineInputFormat(), split(zipped, 0, Files.size(zipped)), interrupt));
      assertEquals(
          expected,
          read(new TextLineInputFormat("UTF-16"), split(wide, 0, Files.size(wide)), interrupt));
    }
  }
}
