// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.session.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TarWriterTest {
  @TempDir Path directory;

  @Test
  void shouldBeReadByTheSystemsTarWithContentsAndTimes() throws Exception {
    Path file = Files.writeString(directory.resolve("a.txt"), "x".repeat(1000));
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_600_000_000_000L));
    Path tar = directory.resolve("out.tar");
    try (TarWriter writer = new TarWriter(Files.newOutputStream(tar))) {
      writer.add("lib/a.jar", file);
      writer.add("session.properties", "k=v\n".getBytes());
    }
    Path unpacked = Files.createDirectory(directory.resolve("unpacked"));

    run("tar", "-xf", tar.toString(), "-C", unpacked.toString());

    assertEquals("x".repeat(1000), Files.readString(unpacked.resolve("lib/a.jar")));
    assertEquals(
        1_600_000_000_000L, Files.getLastModifiedTime(unpacked.resolve("lib/a.jar")).toMillis());
    assertEquals("k=v\n", Files.readString(unpacked.resolve("session.properties")));
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    assertEquals(0, process.waitFor(), output + File.pathSeparator);
  }
}
