// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.file;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.file.FileStatus;
import io.flyshuttle.core.file.FileSystem;
import io.flyshuttle.core.file.OutputPath;
import io.flyshuttle.core.file.Path;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.UUID;

/**
 * A directory beside an output where a job writes until it has finished. Its name starts with a
 * dot, so that nobody reads it as input.
 *
 * @param target the output
 * @param directory where subtasks write
 * @param replaces whether an output that is there is replaced
 */
record OutputStaging(Path target, Path directory, boolean replaces) implements Serializable {
  private static final String MARK = ".unfinished-";

  /** What nobody has written to for so long was left by a job that is no more. */
  private static final Duration STALE_AFTER = Duration.ofHours(24);

  /** A new directory beside {@code target}, not made yet. */
  static OutputStaging beside(Path target, boolean replaces) throws IOException {
    Path absolute = target.makeQualified(target.getFileSystem());
    Path parent = absolute.getParent();
    if (parent == null) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_PROGRAM, "Output " + target + " is the root of its file system.");
    }
    String unique = UUID.randomUUID().toString().substring(0, 8);
    String name = "." + absolute.getName() + MARK + unique;
    return new OutputStaging(absolute, new Path(parent, name), replaces);
  }

  /** Fails if something is in the way of an output; an empty directory is not. */
  static void requireFree(Path target, boolean isDirectory) throws IOException {
    FileSystem fs = target.getFileSystem();
    FileStatus status = statusOrNull(fs, target);
    boolean isFree =
        status == null || (isDirectory && status.isDir() && fs.listStatus(target).length == 0);
    if (!isFree) {
      throw OutputPath.exists(target);
    }
  }

  private static FileStatus statusOrNull(FileSystem fs, Path path) throws IOException {
    try {
      return fs.getFileStatus(path);
    } catch (FileNotFoundException e) {
      return null;
    }
  }

  /** Makes the directory, empty; removes those that killed jobs left for the same output. */
  void prepare() throws IOException {
    FileSystem fs = directory.getFileSystem();
    removeStale(fs, System.currentTimeMillis() - STALE_AFTER.toMillis());
    fs.delete(directory, true);
    if (!fs.mkdirs(directory)) {
      throw new IOException("Cannot make directory " + directory + ".");
    }
  }

  private void removeStale(FileSystem fs, long beforeMillis) throws IOException {
    if (statusOrNull(fs, directory.getParent()) == null) {
      return;
    }
    String prefix = "." + target.getName() + MARK;
    for (FileStatus found : fs.listStatus(directory.getParent())) {
      if (found.isDir()
          && found.getPath().getName().startsWith(prefix)
          && lastChange(fs, found) < beforeMillis) {
        fs.delete(found.getPath(), true);
      }
    }
  }

  /** Files of a directory are written long after the directory was last changed. */
  private static long lastChange(FileSystem fs, FileStatus directory) throws IOException {
    long latest = directory.getModificationTime();
    for (FileStatus file : fs.listStatus(directory.getPath())) {
      latest = Math.max(latest, file.getModificationTime());
    }
    return latest;
  }

  /**
   * Gives what was written its final name.
   *
   * @param isDirectory whether the output is the directory, or the file {@code onlyFile} in it
   */
  void publish(boolean isDirectory, String onlyFile) throws IOException {
    FileSystem fs = directory.getFileSystem();
    if (statusOrNull(fs, directory) == null) {
      // Published by an earlier attempt at finishing the job, which then lost its worker.
      return;
    }
    Path written = isDirectory ? directory : new Path(directory, onlyFile);
    if (statusOrNull(fs, written) == null || isEmptyDirectory(fs, written)) {
      discard();
      return;
    }
    if (replaces) {
      fs.delete(target, true);
    } else if (isEmptyDirectory(fs, target)) {
      fs.delete(target, false);
    }
    if (!fs.rename(written, target)) {
      throw new FlyshuttleException(
          ErrorCode.OUTPUT_EXISTS,
          "Output "
              + target
              + " was made by somebody else while the job ran; the job's result is in "
              + written
              + ".");
    }
    discard();
  }

  /** Whether there is a directory at {@code path}. */
  static boolean isDirectory(FileSystem fs, Path path) throws IOException {
    FileStatus status = statusOrNull(fs, path);
    return status != null && status.isDir();
  }

  private static boolean isEmptyDirectory(FileSystem fs, Path path) throws IOException {
    return isDirectory(fs, path) && fs.listStatus(path).length == 0;
  }

  /** Removes the directory with all in it. */
  void discard() throws IOException {
    directory.getFileSystem().delete(directory, true);
  }

  /** Removes the directory when the last failed subtask has cleaned up. */
  void removeIfEmpty() throws IOException {
    FileSystem fs = directory.getFileSystem();
    if (isEmptyDirectory(fs, directory)) {
      fs.delete(directory, false);
    }
  }
}
