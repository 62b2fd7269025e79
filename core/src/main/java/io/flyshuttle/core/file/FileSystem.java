// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.file;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.option.Configuration;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;

/**
 * A file system. Usable by any thread; the streams it opens are not.
 *
 * <p>What must hold of every implementation: a file that was written and closed is seen whole by
 * whoever opens it afterwards; {@link #rename} within a {@link FileSystemKind#FILE_SYSTEM} is
 * atomic; a missing file is a {@link FileNotFoundException} from {@link #open}, {@link
 * #getFileStatus} and {@link #listStatus}, and false from {@link #delete} and {@link #exists}.
 */
public abstract class FileSystem {

  /** What happens to an output that exists. */
  public enum WriteMode {
    /** It is a failure; nothing is touched. */
    NO_OVERWRITE,
    /** It is replaced. */
    OVERWRITE
  }

  /** The file system of a bare path if no default is set. */
  private static final URI LOCAL = URI.create("file:///");

  /**
   * Sets the options of this process: the file system of bare paths (fs.default-scheme) and those
   * that providers read. Connections made before are forgotten, not closed.
   */
  public static void initialize(Configuration configuration) {
    FileSystems.initialize(configuration.toMap());
  }

  /** The file system of this machine. */
  public static FileSystem getLocalFileSystem() {
    return LocalFileSystem.INSTANCE;
  }

  /** The file system of bare paths. */
  public static URI getDefaultFsUri() {
    URI uri = FileSystems.defaultUri();
    return uri == null ? LOCAL : uri;
  }

  /**
   * The file system that holds {@code uri}. The same object for the same scheme and authority.
   *
   * @throws FlyshuttleException if no file system serves the scheme
   */
  public static FileSystem get(URI uri) throws IOException {
    return FileSystems.get(uri);
  }

  /**
   * Gives new tokens to all providers: with those that this process has been started with, its
   * connections would not be let in much longer. Blocks for no other process.
   *
   * @param tokens what the session's ApplicationMaster has obtained, in the form of its provider
   */
  public static void addTokens(byte[] tokens) throws IOException {
    FileSystems.addTokens(tokens);
  }

  /** The directory that relative paths start from. */
  public abstract Path getWorkingDirectory();

  /** The user's home directory. */
  public abstract Path getHomeDirectory();

  /** Scheme and authority. */
  public abstract URI getUri();

  /** Describes a file or directory. */
  public abstract FileStatus getFileStatus(Path path) throws IOException;

  /** Where the bytes from {@code start} to {@code start + len - 1} of a file are, in order. */
  public abstract BlockLocation[] getFileBlockLocations(FileStatus file, long start, long len)
      throws IOException;

  /** Opens a file for reading, with a buffer of {@code bufferSize} bytes where there is one. */
  public abstract FSDataInputStream open(Path path, int bufferSize) throws IOException;

  /** Opens a file for reading. */
  public abstract FSDataInputStream open(Path path) throws IOException;

  /** What a directory holds, in any order; for a file, the file itself. */
  public abstract FileStatus[] listStatus(Path path) throws IOException;

  /**
   * Deletes a file or directory.
   *
   * @param recursive whether a directory that is not empty is deleted with all it holds
   * @return false if there was nothing
   */
  public abstract boolean delete(Path path, boolean recursive) throws IOException;

  /** Makes a directory and those above it; true if it is there afterwards. */
  public abstract boolean mkdirs(Path path) throws IOException;

  /** Makes a file, with the directories above it, and opens it for writing. */
  public abstract FSDataOutputStream create(Path path, WriteMode overwriteMode) throws IOException;

  /**
   * Gives a file or directory another name.
   *
   * @return false if the source is missing or the destination is there
   */
  public abstract boolean rename(Path source, Path destination) throws IOException;

  /** Whether {@link #resume} works. */
  public boolean canResume() {
    return false;
  }

  /**
   * Cuts a file to its first {@code length} bytes and opens it for writing after them. Its former
   * writer may be dead, or believed to be: it cannot write to the file afterwards, where the file
   * system can see to that.
   *
   * @throws IOException if the file has fewer bytes
   * @throws UnsupportedOperationException unless {@link #canResume}
   */
  public FSDataOutputStream resume(Path path, long length) throws IOException {
    throw new UnsupportedOperationException("files on " + getUri() + " cannot be cut and appended");
  }

  /** Whether all processes of a cluster see the same files. */
  public abstract boolean isDistributedFS();

  /** What can be expected of it. */
  public abstract FileSystemKind getKind();

  /** Bytes per block of new files. */
  public long getDefaultBlockSize() {
    return 32L << 20;
  }

  /** Whether there is a file or directory of that name. */
  public boolean exists(Path path) throws IOException {
    try {
      getFileStatus(path);
      return true;
    } catch (FileNotFoundException e) {
      return false;
    }
  }

  /** Makes a file and opens it for writing. Prefer the method with a {@link WriteMode}. */
  @Deprecated
  public FSDataOutputStream create(Path path, boolean overwrite) throws IOException {
    return create(path, overwrite ? WriteMode.OVERWRITE : WriteMode.NO_OVERWRITE);
  }

  /** Makes a file and opens it for writing; file systems may ignore all but the first two. */
  @Deprecated
  public FSDataOutputStream create(
      Path path, boolean overwrite, int bufferSize, short replication, long blockSize)
      throws IOException {
    return create(path, overwrite ? WriteMode.OVERWRITE : WriteMode.NO_OVERWRITE);
  }

  /**
   * Prepares an output path on a file system that other processes do not see. A directory that is
   * there and wanted is kept.
   *
   * @param createDirectory whether the output is a directory of files
   * @return whether the output can be written
   * @throws FlyshuttleException with {@link ErrorCode#OUTPUT_EXISTS}
   */
  public boolean initOutPathLocalFS(Path path, WriteMode writeMode, boolean createDirectory)
      throws IOException {
    if (isDistributedFS()) {
      return false;
    }
    return OutputPath.prepare(this, path, writeMode, createDirectory, true);
  }

  /**
   * Prepares an output path once for all processes: what is there is deleted or a failure.
   *
   * @param createDirectory whether the output is a directory of files
   * @return whether the output can be written
   * @throws FlyshuttleException with {@link ErrorCode#OUTPUT_EXISTS}
   */
  public boolean initOutPathDistFS(Path path, WriteMode writeMode, boolean createDirectory)
      throws IOException {
    if (!isDistributedFS()) {
      return false;
    }
    return OutputPath.prepare(this, path, writeMode, createDirectory, false);
  }
}
