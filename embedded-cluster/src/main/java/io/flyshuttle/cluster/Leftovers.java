// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The processes of containers. */
final class Leftovers {
  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

  private Leftovers() {}

  /** Kills every process that works in {@code directory}, and waits until they are gone. */
  static void kill(Path directory, long timeoutSeconds) {
    List<ProcessHandle> left =
        ProcessHandle.allProcesses()
            .filter(process -> process.pid() != ProcessHandle.current().pid())
            .filter(process -> worksIn(process, directory))
            .toList();
    left.forEach(
        process -> {
          LOG.info("Killing process {} of a container", process.pid());
          process.destroyForcibly();
        });
    CompletableFuture<?> gone =
        CompletableFuture.allOf(
            left.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new));
    try {
      gone.get(timeoutSeconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.error("Processes are still there", e);
    }
  }

  /** YARN starts containers in a directory of their own. */
  private static boolean worksIn(ProcessHandle process, Path directory) {
    Path link = Path.of("/proc", Long.toString(process.pid()), "cwd");
    try {
      Path current = Files.readSymbolicLink(link);
      return current.startsWith(directory) && !current.equals(directory);
    } catch (IOException e) {
      // Another user's process, or one that has just ended: not ours.
      return false;
    }
  }
}
