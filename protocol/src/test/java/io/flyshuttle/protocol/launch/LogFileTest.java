// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.protocol.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.protocol.message.LogTail;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogFileTest {
  @TempDir Path directory;

  private LogTail tail(String content, int maxBytes) throws IOException {
    return LogFile.tail(Files.writeString(directory.resolve("a.log"), content), maxBytes);
  }

  private static String text(LogTail tail) {
    return new String(tail.bytes(), StandardCharsets.UTF_8);
  }

  @Test
  void shouldGiveAShortLogWhole() throws IOException {
    LogTail tail = tail("one\ntwo\n", 100);
    assertEquals("one\ntwo\n", text(tail));
    assertEquals(8, tail.sizeBytes());
    assertEquals("", text(tail("", 100)));
  }

  @Test
  void shouldBeginAtALine() throws IOException {
    assertEquals("two\n", text(tail("one\ntwo\n", 6)));
    assertEquals("\u00e4\n", text(tail("\u00f6\u00f6\u00f6\n\u00e4\n", 6)));
    assertEquals("ooo", text(tail("oooooo", 3)), "a line that is longer than all");
    assertEquals("oo\n", text(tail("oooo\n", 3)));
  }

  @Test
  void shouldNotReadMoreThanTheLimit() throws IOException {
    String line = "x".repeat(99) + "\n";
    LogTail tail = tail(line.repeat(10_000), Integer.MAX_VALUE);
    assertEquals(1_000_000, tail.sizeBytes());
    assertEquals(LogFile.MAX_BYTES / 100 * 100, tail.bytes().length);
  }

  @Test
  void shouldNameAFileThatCannotBeRead() {
    FlyshuttleException refused =
        assertThrows(
            FlyshuttleException.class, () -> LogFile.tail(directory.resolve("none.log"), 10));
    assertEquals(ErrorCode.LOG_NOT_FOUND, refused.code());
  }
}
