// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tar that users unpack: what is in it, and that its scripts find themselves. */
final class DistributionTest {
  @TempDir Path directory;

  private Path tar;

  @BeforeEach
  void findTar() {
    Assumptions.assumeTrue(
        Distribution.tar().isPresent(), "no distribution in scripts/target: mvn package");
    tar = Distribution.tar().get();
  }

  @Test
  void shouldHaveTheLayoutThatUsersKnow() {
    String list = new Command("tar", "-tzf", tar.toString()).run().orFail().out();
    Set<String> top = new TreeSet<>();
    for (String entry : list.lines().toList()) {
      String[] parts = entry.split("/", 3);
      if (parts.length > 1 && !parts[1].isEmpty()) {
        top.add(parts[1]);
      }
    }
    assertTrue(
        top.containsAll(
            Set.of("bin", "conf", "examples", "lib", "log", "opt", "resources", "tools")),
        top.toString());
    assertTrue(top.containsAll(Set.of("LICENSE", "NOTICE", "README.md")), top.toString());
    for (String file :
        Set.of(
            "bin/yarn-session.sh",
            "bin/flyshuttle",
            "conf/flyshuttle.yaml",
            "conf/log4j-cli.properties",
            "conf/log4j-yarn-session.properties",
            "examples/flyshuttle-examples.jar",
            "examples/WordCount.jar")) {
      assertTrue(list.lines().anyMatch(entry -> entry.endsWith("/" + file)), file + " is missing");
    }
  }

  @Test
  void shouldRunFromAnywhereThroughALink() throws Exception {
    new Command("tar", "-xzf", tar.toString(), "-C", directory.toString()).run().orFail();
    Path home;
    try (var entries = Files.list(directory)) {
      home = entries.findFirst().orElseThrow();
    }
    Path links = Files.createDirectories(directory.resolve("a place/bin"));
    Path link = Files.createSymbolicLink(links.resolve("fs"), home.resolve("bin/flyshuttle"));
    new Command("rm", "-r", home.resolve("log").toString()).run().orFail();
    Command.Result version =
        new Command(link.toString(), "--version").in(Path.of("/")).run().orFail();
    assertTrue(version.out().startsWith("Flyshuttle "), version.toString());
    Command.Result help = new Command(link.toString(), "list", "--help").in(Path.of("/")).run();
    assertTrue(help.orFail().out().startsWith("Usage: flyshuttle list "), help.toString());
    assertTrue(Files.isDirectory(home.resolve("log")), "the scripts make the log directory");
  }
}
