// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.batch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.examples.text.BundledText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples about files: sorting records of 100 bytes, copying directories. */
final class FileExamplesTest {
  private static final int RECORDS = 10_000;

  @TempDir private Path directory;

  /** A program's {@code main}. */
  private interface Program {
    void main(String[] args) throws Exception;
  }

  private static String printed(Program program, String... args) throws Exception {
    PrintStream out = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      program.main(args);
    } finally {
      System.setOut(out);
    }
    return bytes.toString(StandardCharsets.UTF_8).strip();
  }

  private String path(String name) {
    return directory.resolve(name).toString();
  }

  private static List<byte[]> records(Path output) throws IOException {
    List<byte[]> records = new ArrayList<>();
    try (Stream<Path> files = Files.list(output)) {
      List<Path> parts = files.filter(file -> !file.endsWith("_SUCCESS")).toList();
      for (Path file :
          parts.stream().sorted((a, b) -> Integer.compare(number(a), number(b))).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        for (int at = 0; at < bytes.length; at += TeraFormat.RECORD_BYTES) {
          records.add(Arrays.copyOfRange(bytes, at, at + TeraFormat.RECORD_BYTES));
        }
      }
    }
    return records;
  }

  private static int number(Path file) {
    return Integer.parseInt(file.getFileName().toString());
  }

  @Test
  void shouldSortGeneratedRecords() throws Exception {
    TeraGenerate.main(
        new String[] {"--records", Integer.toString(RECORDS), "--output", path("in")});
    TeraSort.main(new String[] {"--input", path("in"), "--output", path("out")});

    List<byte[]> expected = records(directory.resolve("in"));
    expected.sort((a, b) -> Arrays.compareUnsigned(a, 0, 10, b, 0, 10));
    List<byte[]> sorted = records(directory.resolve("out"));
    assertEquals(RECORDS, sorted.size());
    assertArrayEquals(expected.toArray(), sorted.toArray());
    String verdict = printed(TeraValidate::main, "--input", path("out"), "--original", path("in"));
    assertTrue(verdict.startsWith("records 10000 checksum "), verdict);
  }

  @Test
  void shouldFindRecordsOutOfOrder() throws Exception {
    TeraGenerate.main(new String[] {"--records", "100", "--output", path("in")});

    IllegalStateException refused =
        assertThrows(
            IllegalStateException.class,
            () -> TeraValidate.main(new String[] {"--input", path("in")}));

    assertTrue(refused.getMessage().contains("out of order"), refused.getMessage());
  }

  @Test
  void shouldFindThatRecordsAreMissing() throws Exception {
    TeraGenerate.main(new String[] {"--records", "100", "--output", path("all")});
    TeraGenerate.main(new String[] {"--records", "99", "--output", path("fewer")});
    TeraSort.main(new String[] {"--input", path("fewer"), "--output", path("out")});

    IllegalStateException refused =
        assertThrows(
            IllegalStateException.class,
            () ->
                TeraValidate.main(
                    new String[] {"--input", path("out"), "--original", path("all")}));

    assertTrue(refused.getMessage().contains("100 records"), refused.getMessage());
    assertTrue(refused.getMessage().contains("the output 99"), refused.getMessage());
  }

  @Test
  void shouldCopyADirectoryWithAllBelowIt() throws Exception {
    Path deep = Files.createDirectories(directory.resolve("from/one/two"));
    Files.write(directory.resolve("from/text"), BundledText.lines());
    Files.write(deep.resolve("numbers"), new byte[200_000]);
    Files.createFile(deep.resolve("empty"));
    Files.createDirectory(directory.resolve("to"));
    Files.writeString(directory.resolve("to/text"), "old");

    String told = printed(DistributedCopy::main, "--input", path("from"), "--output", path("to"));

    long bytes = 200_000 + Files.size(directory.resolve("from/text"));
    assertEquals("copied 3 files, " + bytes + " bytes", told);
    assertEquals(BundledText.lines(), Files.readAllLines(directory.resolve("to/text")));
    assertArrayEquals(
        new byte[200_000], Files.readAllBytes(directory.resolve("to/one/two/numbers")));
    try (Stream<Path> files = Files.walk(directory.resolve("to"))) {
      assertEquals(
          List.of("empty", "numbers", "text"),
          files
              .filter(Files::isRegularFile)
              .map(file -> file.getFileName().toString())
              .sorted()
              .toList());
    }
  }

  @Test
  void shouldCopyOneFile() throws Exception {
    Files.write(directory.resolve("text"), BundledText.lines());

    DistributedCopy.main(new String[] {"--input", path("text"), "--output", path("copy")});

    assertEquals(BundledText.lines(), Files.readAllLines(directory.resolve("copy")));
  }

  @Test
  void whenThereIsNothingToCopyThenThePathIsNamed() {
    FlyshuttleException refused =
        assertThrows(
            FlyshuttleException.class,
            () ->
                DistributedCopy.main(
                    new String[] {"--input", path("missing"), "--output", path("to")}));

    assertEquals(ErrorCode.INPUT_NOT_FOUND, refused.code());
    assertTrue(refused.getMessage().contains("missing"), refused.getMessage());
  }
}
