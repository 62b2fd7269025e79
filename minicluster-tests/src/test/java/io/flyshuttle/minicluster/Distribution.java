// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The packaged distribution, unpacked once per JVM. */
final class Distribution {
  /** The project's directory. */
  static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

  private static Path unpacked;

  private Distribution() {}

  /** The tar, if it has been packaged. */
  static Optional<Path> tar() {
    Path directory = PROJECT.resolve("scripts/target");
    if (!Files.isDirectory(directory)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith("-bin.tar.gz")).findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Skips the test if there is no tar. */
  static void assumePackaged() {
    Assumptions.assumeTrue(
        tar().isPresent(), "no distribution in scripts/target: these tests are for mvn verify");
  }

  /** Where it is unpacked. */
  static synchronized Path home() throws IOException {
    if (unpacked == null) {
      unpacked = Files.createTempDirectory("flyshuttle-distribution");
      String tar = tar().orElseThrow().toString();
      new Command("tar", "-xzf", tar, "-C", unpacked.toString()).run().orFail();
    }
    try (Stream<Path> entries = Files.list(unpacked)) {
      return entries.findFirst().orElseThrow();
    }
  }

  /** The last test has ended. */
  static synchronized void removeUnpacked() throws IOException {
    if (unpacked != null) {
      endDumps();
      remove(unpacked);
      unpacked = null;
    }
  }

  /** A first command starts to make class data in the background, which may outlast the tests. */
  private static void endDumps() {
    List<ProcessHandle> dumps = ProcessHandle.allProcesses().filter(Distribution::isDump).toList();
    dumps.forEach(ProcessHandle::destroyForcibly);
    dumps.forEach(dump -> dump.onExit().join());
  }

  private static boolean isDump(ProcessHandle process) {
    try {
      // not by ProcessHandle.Info, which knows no long command lines
      String line = Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"));
      return line.contains("-Xshare:dump") && line.contains("SharedArchiveFile=" + unpacked);
    } catch (IOException e) {
      // it has just ended, or is another user's
      return false;
    }
  }

  /** Removes a directory with all that is in it. */
  static void remove(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }
}
