// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.memory;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Directories on local disks, used in turn; one that is nearly full or broken is passed over. A
 * worker has one object for all its disks, and makes a {@link #child} for each task.
 */
public final class LocalSpillDirectories implements SpillDirectories {

  /** A disk with less room than this takes no new file. */
  private static final long RESERVE_BYTES = 16L << 20;

  private final List<Path> directories;
  private final AtomicInteger next;
  private final AtomicInteger number = new AtomicInteger();
  private final AtomicLong writtenBytes = new AtomicLong();

  /** The directories need not exist yet. */
  public LocalSpillDirectories(List<Path> directories) {
    this(directories, 0);
  }

  private LocalSpillDirectories(List<Path> directories, int first) {
    if (directories.isEmpty()) {
      throw new IllegalArgumentException("at least one directory is needed");
    }
    this.directories = List.copyOf(directories);
    this.next = new AtomicInteger(first);
  }

  /** Directories of their own, below these, that are deleted as one by {@link #delete}. */
  public LocalSpillDirectories child(String name) {
    List<Path> below = new ArrayList<>();
    for (Path directory : directories) {
      below.add(directory.resolve(name));
    }
    return new LocalSpillDirectories(below, next.getAndIncrement());
  }

  public List<Path> directories() {
    return directories;
  }

  @Override
  public Path newFile(String purpose) throws IOException {
    String name = purpose + "-" + number.getAndIncrement();
    int first = next.getAndIncrement();
    IOException broken = null;
    for (int i = 0; i < directories.size(); i++) {
      Path directory = directories.get(Math.floorMod(first + i, directories.size()));
      try {
        Files.createDirectories(directory);
        if (Files.getFileStore(directory).getUsableSpace() >= RESERVE_BYTES) {
          return directory.resolve(name);
        }
      } catch (IOException e) {
        broken = e;
      }
    }
    if (broken != null && directories.size() == 1) {
      throw broken;
    }
    throw new FlyshuttleException(
        ErrorCode.DISK_FULL,
        "no room is left for temporary data in "
            + directories
            + "; free disk space or name other directories by taskmanager.tmp.dirs",
        broken);
  }

  @Override
  public void wrote(long bytes) {
    writtenBytes.addAndGet(bytes);
  }

  /** Bytes that went to files of these directories, those of children not counted. */
  public long writtenBytes() {
    return writtenBytes.get();
  }

  /** Deletes the directories with all that is in them. */
  public void delete() throws IOException {
    IOException failure = null;
    for (Path directory : directories) {
      try {
        deleteTree(directory);
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw e;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException e)
              throws IOException {
            if (e != null) {
              throw e;
            }
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
