// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.minicluster.program.SortMuch;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk that really is full under a worker: a file system of 40 MB in memory, mounted in a user
 * name space of its own, which needs no privileges where the system allows such.
 */
@Timeout(600)
final class DiskFullTest {
  @TempDir Path disk;

  private Command inNameSpace(String command) {
    return new Command("unshare", "-Urm", "bash", "-c")
        .with("mount -t tmpfs -o size=40m none '" + disk + "' && " + command);
  }

  private Command sort(long records) {
    return inNameSpace(
        "exec '"
            + Path.of(System.getProperty("java.home"), "bin", "java")
            + "' -Xmx300m -XX:+UseSerialGC -cp '"
            + System.getProperty("java.class.path")
            + "' "
            + LocalProgram.class.getName()
            + " '"
            + disk
            + "' "
            + SortMuch.class.getName()
            + " --records "
            + records);
  }

  @Test
  void shouldSayThatTheDiskIsFullAndWhichSettingNamesAnother() {
    Assumptions.assumeTrue(
        inNameSpace("true").run().status() == 0, "this system gives users no name spaces");
    Command.Result small = sort(100_000).run().orFail();
    assertEquals("100000", small.value("sorted"), "what fits on the disk is sorted");

    Command.Result large = sort(3_000_000).run();
    assertNotEquals(0, large.status());
    String error =
        large.err().lines().filter(line -> line.contains("DISK_FULL")).findFirst().orElse("");
    assertTrue(error.contains(disk.toString()), large.toString());
    assertTrue(error.contains("taskmanager.tmp.dirs"), large.toString());
  }
}
