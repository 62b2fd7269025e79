// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.file.FileSystem.WriteMode;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.format.FinalizeOnMaster.FinalizationContext;
import io.flyshuttle.core.option.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileOutputFormatTest {

  @TempDir java.nio.file.Path directory;

  private TextOutputFormat<String> output() {
    TextOutputFormat<String> format = new TextOutputFormat<>(Path.fromLocalFile(target().toFile()));
    format.configure(new Configuration());
    return format;
  }

  private java.nio.file.Path target() {
    return directory.resolve("out");
  }

  private static void write(TextOutputFormat<String> format, int task, int tasks, String record)
      throws IOException {
    format.open(task, tasks);
    format.writeRecord(record);
    format.close();
  }

  private static FinalizationContext context(int parallelism) {
    return new FinalizationContext() {
      @Override
      public int getParallelism() {
        return parallelism;
      }

      @Override
      public int getFinishedAttempt(int subtaskIndex) {
        return 0;
      }
    };
  }

  private List<String> entries() throws IOException {
    try (Stream<java.nio.file.Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void shouldPublishOneFileForOneSubtask() throws IOException {
    TextOutputFormat<String> format = output();
    format.publishWhenFinished(1);
    format.initializeGlobal(1);
    write(format, 0, 1, "hello");
    assertFalse(Files.exists(target()));
    format.finalizeGlobal(context(1));
    assertEquals("hello\n", Files.readString(target()));
    assertEquals(List.of("out"), entries());
  }

  @Test
  void shouldPublishADirectoryForMoreSubtasks() throws IOException {
    TextOutputFormat<String> format = output();
    format.publishWhenFinished(2);
    format.initializeGlobal(2);
    write(format, 0, 2, "a");
    write(format, 1, 2, "b");
    format.finalizeGlobal(context(2));
    assertEquals("a\n", Files.readString(target().resolve("1")));
    assertEquals("b\n", Files.readString(target().resolve("2")));
    assertEquals(List.of("out"), entries());
  }

  @Test
  void shouldAlwaysMakeADirectoryIfTold() throws IOException {
    Configuration configuration = new Configuration();
    configuration.setString("fs.output.always-create-directory", "true");
    FileOutputFormat.initDefaultsFromConfiguration(configuration);
    try {
      TextOutputFormat<String> format = output();
      format.publishWhenFinished(1);
      format.initializeGlobal(1);
      write(format, 0, 1, "a");
      format.finalizeGlobal(context(1));
      assertEquals("a\n", Files.readString(target().resolve("1")));
    } finally {
      FileOutputFormat.initDefaultsFromConfiguration(new Configuration());
    }
  }

  @Test
  void shouldRefuseAnOutputThatExists() throws IOException {
    Files.writeString(target(), "precious");
    FlyshuttleException failure =
        assertThrows(FlyshuttleException.class, () -> output().publishWhenFinished(1));
    assertEquals(ErrorCode.OUTPUT_EXISTS, failure.code());
    assertTrue(failure.getMessage().contains(target().toString()), failure.getMessage());
    assertTrue(failure.getMessage().contains("fs.overwrite-files"), failure.getMessage());
    assertThrows(FlyshuttleException.class, () -> output().writeInPlace(1));
    assertEquals("precious", Files.readString(target()));
  }

  @Test
  void shouldReplaceOnlyWhenFinished() throws IOException {
    Files.createDirectory(target());
    Files.writeString(target().resolve("3"), "old");
    TextOutputFormat<String> format = output();
    format.setWriteMode(WriteMode.OVERWRITE);
    format.publishWhenFinished(1);
    format.initializeGlobal(1);
    write(format, 0, 1, "new");
    assertEquals("old", Files.readString(target().resolve("3")));
    format.finalizeGlobal(context(1));
    assertEquals("new\n", Files.readString(target()));
  }

  @Test
  void shouldReplaceByDefaultIfTold() throws IOException {
    Configuration configuration = new Configuration();
    configuration.setString("fs.overwrite-files", "true");
    FileOutputFormat.initDefaultsFromConfiguration(configuration);
    try {
      Files.writeString(target(), "old");
      TextOutputFormat<String> format = output();
      assertEquals(WriteMode.OVERWRITE, format.getWriteMode());
      format.publishWhenFinished(1);
    } finally {
      FileOutputFormat.initDefaultsFromConfiguration(new Configuration());
    }
  }

  @Test
  void shouldStartAfreshAfterARestart() throws IOException {
    TextOutputFormat<String> format = output();
    format.publishWhenFinished(2);
    format.initializeGlobal(2);
    write(format, 1, 2, "of the lost attempt");
    format.initializeGlobal(2);
    write(format, 0, 2, "a");
    format.finalizeGlobal(context(2));
    assertFalse(Files.exists(target().resolve("2")));
  }

  @Test
  void shouldLeaveNothingOfAFailedJob() throws IOException {
    TextOutputFormat<String> format = output();
    format.publishWhenFinished(1);
    format.initializeGlobal(1);
    format.open(0, 1);
    format.writeRecord("half");
    format.close();
    format.tryCleanupOnError();
    assertEquals(List.of(), entries());
    format.initializeGlobal(1);
    write(format, 0, 1, "half");
    format.discardUnpublished();
    assertEquals(List.of(), entries());
  }

  @Test
  void shouldFinishTwiceWithoutHarm() throws IOException {
    TextOutputFormat<String> format = output();
    format.publishWhenFinished(1);
    format.initializeGlobal(1);
    write(format, 0, 1, "a");
    format.finalizeGlobal(context(1));
    format.finalizeGlobal(context(1));
    assertEquals("a\n", Files.readString(target()));
  }

  @Test
  void shouldWriteInPlaceAgainAfterARestart() throws IOException {
    TextOutputFormat<String> format = output();
    format.writeInPlace(2);
    format.initializeGlobal(2);
    write(format, 0, 2, "first");
    write(format, 0, 2, "second");
    assertEquals("second\n", Files.readString(target().resolve("1")));
  }

  private void writeTwo(TextOutputFormat<String> format) throws IOException {
    format.initializeGlobal(2);
    write(format, 0, 2, "a");
    write(format, 1, 2, "b");
    format.finalizeGlobal(context(2));
  }

  private java.nio.file.Path marker() {
    return target().resolve("_SUCCESS");
  }

  @Test
  void shouldMarkADirectoryOnlyWhenItIsAnnounced() throws IOException {
    TextOutputFormat<String> format = output();
    format.publishWhenFinished(2);
    writeTwo(format);
    assertTrue(Files.exists(target()));
    assertFalse(Files.exists(marker()), "other outputs of the job may fail yet");
    format.announce(2);
    format.announce(2);
    assertEquals(0, Files.size(marker()));
  }

  @Test
  void shouldNotMarkAFile() throws IOException {
    TextOutputFormat<String> format = output();
    format.publishWhenFinished(1);
    format.initializeGlobal(1);
    write(format, 0, 1, "a");
    format.finalizeGlobal(context(1));
    format.announce(1);
    assertTrue(Files.isRegularFile(target()));
    assertEquals(List.of("out"), entries());
  }

  @Test
  void shouldTakeTheSettingsOfAnEnvironmentUnlessItHasItsOwn() throws IOException {
    Configuration settings = new Configuration();
    settings.setString("fs.output.success-marker", "false");
    settings.setString("fs.overwrite-files", "true");
    settings.setString("fs.output.always-create-directory", "true");
    Files.createDirectory(target());
    Files.writeString(marker(), "");
    TextOutputFormat<String> format = new TextOutputFormat<>(Path.fromLocalFile(target().toFile()));
    format.useSettings(settings);
    format.configure(new Configuration());
    format.publishWhenFinished(1);
    format.initializeGlobal(1);
    write(format, 0, 1, "a");
    format.finalizeGlobal(context(1));
    format.announce(1);
    assertEquals("a\n", Files.readString(target().resolve("1")));
    assertFalse(Files.exists(marker()), "the one of the output that was replaced");

    TextOutputFormat<String> careful =
        new TextOutputFormat<>(Path.fromLocalFile(target().toFile()));
    careful.setWriteMode(WriteMode.NO_OVERWRITE);
    careful.useSettings(settings);
    careful.configure(new Configuration());
    assertThrows(FlyshuttleException.class, () -> careful.publishWhenFinished(2));
  }

  @Test
  void whenAnOutputIsWrittenOverInPlaceThenItIsNotMarkedMeanwhile() throws IOException {
    Files.createDirectory(target());
    Files.writeString(marker(), "");
    TextOutputFormat<String> format = output();
    format.setWriteMode(WriteMode.OVERWRITE);
    format.writeInPlace(2);
    format.initializeGlobal(2);
    assertFalse(Files.exists(marker()));
    writeTwo(format);
    format.announce(2);
    assertTrue(Files.exists(marker()));
  }

  @Test
  void whenOnlyTheMarkerIsThereThenTheOutputExists() throws IOException {
    Files.createDirectory(target());
    Files.writeString(marker(), "");
    assertThrows(FlyshuttleException.class, () -> output().publishWhenFinished(2));
  }

  @Test
  void shouldRemoveWhatKilledJobsLeftADayAgo() throws IOException {
    java.nio.file.Path old = Files.createDirectory(directory.resolve(".out.unfinished-0123abcd"));
    Files.writeString(old.resolve("1"), "x");
    java.nio.file.Path running =
        Files.createDirectory(directory.resolve(".out.unfinished-4567cdef"));
    java.nio.file.Path others =
        Files.createDirectory(directory.resolve(".other.unfinished-0123abcd"));
    var yesterday =
        java.nio.file.attribute.FileTime.fromMillis(
            System.currentTimeMillis() - java.time.Duration.ofHours(25).toMillis());
    for (java.nio.file.Path path : List.of(old.resolve("1"), old, others)) {
      Files.setLastModifiedTime(path, yesterday);
    }
    TextOutputFormat<String> format = output();
    format.publishWhenFinished(1);
    format.initializeGlobal(1);
    assertFalse(Files.exists(old));
    assertTrue(Files.exists(running), "somebody may be writing there");
    assertTrue(Files.exists(others), "another output's");
    format.discardUnpublished();
  }
}
