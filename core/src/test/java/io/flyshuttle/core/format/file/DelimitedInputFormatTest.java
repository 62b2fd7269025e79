// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.airlift.compress.zstd.ZstdOutputStream;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.format.FileInputSplit;
import io.flyshuttle.core.option.Configuration;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class DelimitedInputFormatTest {

  @TempDir java.nio.file.Path directory;

  @Provide
  Arbitrary<String> contents() {
    return Arbitraries.strings().withChars('a', '|', '\n', ';').ofMaxLength(60);
  }

  @Property(tries = 400)
  void shouldReadEachRecordOnceWhereverTheFileIsCut(
      @ForAll("contents") String content,
      @ForAll @IntRange(min = 0, max = 3) int delimiterChoice,
      @ForAll @IntRange(min = 2, max = 40) int bufferBytes,
      @ForAll @IntRange(min = 1, max = 20) int splitBytes)
      throws IOException {
    String delimiter = List.of("\n", "|;", "a|\n", ";").get(delimiterChoice);
    java.nio.file.Path file = Files.createTempFile("delimited", ".data");
    try {
      Files.writeString(file, content);
      List<String> found = new ArrayList<>();
      for (int start = 0; start == 0 || start < content.length(); start += splitBytes) {
        TextInputFormat format = text(file);
        format.setDelimiter(delimiter);
        format.setBufferSize(bufferBytes);
        int length = Math.min(splitBytes, content.length() - start);
        found.addAll(
            read(format, new FileInputSplit(0, format.getFilePath(), start, length, null)));
      }
      assertEquals(naiveRecords(content, delimiter), found);
    } finally {
      Files.delete(file);
    }
  }

  private static List<String> naiveRecords(String content, String delimiter) {
    List<String> records = new ArrayList<>();
    Collections.addAll(records, content.split(Pattern.quote(delimiter), -1));
    if (records.get(records.size() - 1).isEmpty()) {
      records.remove(records.size() - 1);
    }
    return records;
  }

  private TextInputFormat text(java.nio.file.Path file) {
    TextInputFormat format = new TextInputFormat(Path.fromLocalFile(file.toFile()));
    format.configure(new Configuration());
    return format;
  }

  private static List<String> read(TextInputFormat format, FileInputSplit split)
      throws IOException {
    List<String> records = new ArrayList<>();
    format.open(split);
    while (!format.reachedEnd()) {
      String record = format.nextRecord(null);
      if (record != null) {
        records.add(record);
      }
    }
    format.close();
    return records;
  }

  private static List<String> readAll(TextInputFormat format, int splits) throws IOException {
    List<String> records = new ArrayList<>();
    for (FileInputSplit split : format.createInputSplits(splits)) {
      records.addAll(read(format, split));
    }
    return records;
  }

  private java.nio.file.Path write(String name, byte[] content) throws IOException {
    return Files.write(directory.resolve(name), content);
  }

  @Test
  void shouldCutLineEndsOfBothKinds() throws IOException {
    java.nio.file.Path file = write("lines", "one\r\ntwo\nthree\r\n\r\n".getBytes());
    assertEquals(List.of("one", "two", "three", ""), readAll(text(file), 1));
  }

  @Test
  void shouldReadAnEmptyFileAndAnEmptyDirectoryAsNothing() throws IOException {
    java.nio.file.Path file = write("empty", new byte[0]);
    assertEquals(List.of(), readAll(text(file), 3));
    assertEquals(1, text(file).createInputSplits(3).length);
    assertEquals(
        0, text(Files.createDirectory(directory.resolve("d"))).createInputSplits(2).length);
  }

  @Test
  void shouldReadCompressedFilesWhole() throws IOException {
    java.nio.file.Path file = directory.resolve("lines.gz");
    StringBuilder content = new StringBuilder();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      content.append("line ").append(i).append('\n');
      lines.add("line " + i);
    }
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(content.toString().getBytes());
    }
    assertEquals(1, text(file).createInputSplits(8).length);
    assertEquals(lines, readAll(text(file), 8));
  }

  @Test
  void shouldReadWideCharactersInEitherByteOrder() throws IOException {
    List<String> lines = List.of("äöü", "\u0a0a\u0a00\u000b", "", "x");
    String content = String.join("\r\n", lines) + "\r\n";
    for (String name : List.of("UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE")) {
      java.nio.file.Path file = write(name, content.getBytes(Charset.forName(name)));
      for (int splits = 1; splits < 9; splits++) {
        TextInputFormat format = new TextInputFormat(Path.fromLocalFile(file.toFile()));
        format.setCharsetName(name);
        format.configure(new Configuration());
        assertEquals(lines, readAll(format, splits), name + " in " + splits);
      }
    }
  }

  @Test
  void shouldLetTheByteOrderMarkDecide() throws IOException {
    byte[] body = "\ufeffab\ncd".getBytes(StandardCharsets.UTF_16LE);
    TextInputFormat format =
        new TextInputFormat(Path.fromLocalFile(write("marked", body).toFile()));
    format.setCharsetName("UTF-16");
    format.configure(new Configuration());
    assertEquals(List.of("ab", "cd"), readAll(format, 1));
    assertEquals(List.of("ab", "cd"), readAll(format, 3));
  }

  @Test
  void shouldDropTheMarkOfUtf8() throws IOException {
    assertEquals(
        List.of("ab"), readAll(text(write("m", "\ufeffab".getBytes(StandardCharsets.UTF_8))), 1));
  }

  @Test
  void shouldGoOnWhereItWas() throws IOException {
    java.nio.file.Path file = write("position", "a\nbb\nccc\ndddd\n".getBytes());
    TextInputFormat format = text(file);
    FileInputSplit split = format.createInputSplits(1)[0];
    format.open(split);
    format.nextRecord(null);
    format.nextRecord(null);
    long position = format.getCurrentState();
    format.close();
    assertEquals(5, position);
    format.reopen(split, position);
    assertEquals("ccc", format.nextRecord(null));
    assertEquals("dddd", format.nextRecord(null));
    assertFalse(format.reachedEnd());
    assertNull(format.nextRecord(null));
    assertTrue(format.reachedEnd());
    format.close();
  }

  @Test
  void shouldNotCutFilesAtADelimiterThatOverlapsItself() throws IOException {
    TextInputFormat format = text(write("bars", "a|||b||c".getBytes()));
    format.setDelimiter("||");
    assertEquals(1, format.createInputSplits(4).length);
    assertEquals(List.of("a", "|b", "c"), readAll(format, 4));
  }

  @Test
  void shouldRefuseRecordsAboveTheLimit() throws IOException {
    TextInputFormat format = text(write("long", "short\nmuch too long\n".getBytes()));
    format.setLineLengthLimit(5);
    FlyshuttleException failure = assertThrows(FlyshuttleException.class, () -> readAll(format, 1));
    assertEquals(ErrorCode.MALFORMED_INPUT, failure.code());
    assertTrue(failure.getMessage().contains("byte 6"), failure.getMessage());
  }

  @Test
  void shouldNameAMissingInput() {
    TextInputFormat format = text(directory.resolve("nowhere"));
    FlyshuttleException failure =
        assertThrows(FlyshuttleException.class, () -> format.createInputSplits(1));
    assertEquals(ErrorCode.INPUT_NOT_FOUND, failure.code());
    assertTrue(failure.getMessage().contains("nowhere"), failure.getMessage());
  }

  @Test
  void shouldReadNestedDirectoriesOnlyWhenAsked() throws IOException {
    write("top.txt", "top\n".getBytes());
    write("_hidden", "no\n".getBytes());
    write(".hidden", "no\n".getBytes());
    Files.createDirectory(directory.resolve("nested"));
    write("nested/deep.txt", "deep\n".getBytes());
    TextInputFormat format = text(directory);
    assertEquals(List.of("top"), readAll(format, 1));
    format.setNestedFileEnumeration(true);
    List<String> all = readAll(format, 1);
    Collections.sort(all);
    assertEquals(List.of("deep", "top"), all);
    format.setFilesFilter(new GlobFilePathFilter(List.of("**"), List.of("**/nested")));
    assertEquals(List.of("top"), readAll(format, 1));
  }

  @Test
  void shouldEstimateTheLengthOfRecords() throws IOException {
    TextInputFormat format = text(write("estimate", "12345678\n".repeat(1000).getBytes()));
    FileInputFormat.FileBaseStatistics statistics = format.getStatistics(null);
    assertEquals(9000, statistics.getTotalInputSize());
    assertEquals(9.0f, statistics.getAverageRecordWidth());
    assertEquals(1000, statistics.getNumberOfRecords());
    assertNull(text(directory.resolve("nowhere")).getStatistics(null));
  }

  /** Compresses as the tools do whose files are read. */
  private static byte[] compressed(String extension, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (OutputStream out =
        switch (extension) {
          case "bz2" -> new BZip2CompressorOutputStream(file);
          case "xz" -> new XZOutputStream(file, new LZMA2Options());
          case "zst" -> new ZstdOutputStream(file);
          default -> new DeflaterOutputStream(file);
        }) {
      out.write(bytes);
    }
    return file.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bz2", "xz", "zst", "deflate"})
  void shouldReadCompressedFilesInOneSplit(String extension) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      text.append("line ").append(i).append('\n');
    }
    java.nio.file.Path file = directory.resolve("lines." + extension);
    Files.write(file, compressed(extension, text.toString()));
    TextInputFormat format = new TextInputFormat(Path.fromLocalFile(file.toFile()));
    format.configure(new Configuration());
    FileInputSplit[] splits = format.createInputSplits(4);
    assertEquals(1, splits.length);
    format.open(splits[0]);
    for (int i = 0; i < 20_000; i++) {
      assertFalse(format.reachedEnd());
      assertEquals("line " + i, format.nextRecord(null));
    }
    assertTrue(format.reachedEnd() || format.nextRecord(null) == null);
    format.close();
  }
}
