// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.failure;

import static org.junit.jupiter.api.Assertions.fail;

import io.flyshuttle.local.LocalSession;
import io.flyshuttle.worker.agent.Worker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What must not be there when a job or a session has ended. */
final class Leftovers {
  private static final long WAIT_SECONDS = 120;

  private final Set<Long> threadsBefore = new HashSet<>();

  /** Remembers what is there before a session starts. */
  Leftovers() {
    Thread.getAllStackTraces().keySet().forEach(thread -> threadsBefore.add(thread.getId()));
  }

  /** Waits until a list is empty, because what ends a job does not wait for it. */
  private static void awaitNone(String what, Supplier<List<String>> left) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
    List<String> now = left.get();
    while (!now.isEmpty()) {
      if (System.nanoTime() > deadline) {
        fail(what + " are left over: " + now);
      }
      LockSupport.parkNanos(5_000_000);
      now = left.get();
    }
  }

  /** Tasks, network buffers, managed memory, results, code, checkpoints under way. */
  static void awaitNothingHeld(LocalSession session) {
    awaitNone(
        "holdings of workers",
        () ->
            session.workers().values().stream()
                .map(Worker::holdings)
                .filter(
                    held ->
                        held.tasks() != 0
                            || held.lentBuffers() != 0
                            || held.promisedBuffers() != 0
                            || held.lentSegments() != 0
                            || held.results() != 0
                            || held.jobs() != 0
                            || held.checkpoints() != 0)
                .map(Object::toString)
                .toList());
  }

  /** A file or directory. */
  static void awaitGone(Path path) {
    awaitNone("files", () -> Files.exists(path) ? List.of(path.toString()) : List.of());
  }

  /** Deletes a directory, of which others may still delete something. */
  static void deleteAll(Path path) {
    awaitNone(
        "files",
        () -> {
          try (Stream<Path> all = Files.walk(path)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
              Files.deleteIfExists(each);
            }
          } catch (NoSuchFileException e) {
            return List.of();
          } catch (IOException | UncheckedIOException e) {
            return List.of(e.toString());
          }
          return List.of();
        });
  }

  /** What a directory holds; nothing if it is not there. */
  static List<Path> children(Path directory) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  /** Files and directories in a directory. */
  static void awaitEmpty(Path directory) {
    awaitNone("files in " + directory, () -> entries(directory));
  }

  /** Hidden files and directories below a directory. */
  static void awaitNothingHidden(Path directory) {
    awaitNone(
        "hidden files in " + directory,
        () ->
            entries(directory).stream()
                .filter(entry -> entry.contains("/."))
                .collect(Collectors.toList()));
  }

  /** Threads that were not there before the session. */
  void awaitThreadsEnded() {
    awaitNone(
        "threads",
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive() && !threadsBefore.contains(thread.getId()))
                .filter(thread -> !belongsToProcess(thread))
                .map(Thread::getName)
                .toList());
  }

  /** Threads that the process starts once and keeps. */
  private static boolean belongsToProcess(Thread thread) {
    ThreadGroup group = thread.getThreadGroup();
    return group == null
        || group.getName().equals("system")
        || group.getName().equals("InnocuousThreadGroup")
        || thread.getName().startsWith("ForkJoinPool.commonPool")
        || thread.getName().startsWith("CompletableFutureDelayScheduler")
        || thread.getName().startsWith("junit-");
  }

  private static List<String> entries(Path directory) {
    if (!Files.exists(directory)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(path -> !path.equals(directory)).map(Path::toString).toList();
    } catch (IOException | UncheckedIOException e) {
      // something is being deleted while it is listed: there is something
      return List.of(e.toString());
    }
  }
}
