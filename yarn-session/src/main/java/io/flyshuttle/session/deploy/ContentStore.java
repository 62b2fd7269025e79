// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.session.deploy;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.UUID;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * Files on the shared file system, one per content: a file is written beside its place and renamed,
 * so that whoever finds it finds it whole; of two that bring the same content one wins and both use
 * the winner's.
 */
final class ContentStore {
  private static final FsPermission OWNER_ONLY = new FsPermission((short) 0700);

  /** Writes the content of a file that is not there yet. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  private final FileSystem fileSystem;

  /** A store on {@code fileSystem}; the caller closes it. */
  ContentStore(FileSystem fileSystem) {
    this.fileSystem = fileSystem;
  }

  /**
   * The file at {@code target}, written by {@code content} if there is none. The name of the target
   * is expected to tell its content: a file that is there is taken as it is.
   */
  FileStatus put(Path target, Content content) throws IOException {
    FileStatus present = statusOrNull(target);
    if (present != null) {
      return present;
    }
    makeDirectory(target.getParent());
    Path draft = new Path(target.getParent(), "." + target.getName() + "." + UUID.randomUUID());
    boolean published = false;
    try {
      try (OutputStream out = fileSystem.create(draft, false)) {
        content.writeTo(out);
      }
      published = fileSystem.rename(draft, target);
    } finally {
      if (!published) {
        fileSystem.delete(draft, false);
      }
    }
    FileStatus status = statusOrNull(target);
    if (status == null) {
      throw new IOException("could not publish " + target);
    }
    return status;
  }

  /** Uploads a local file to a directory named by its digest, if it is not there. */
  FileStatus putFile(Path directory, java.nio.file.Path file, String sha256) throws IOException {
    Path target = new Path(new Path(directory, sha256), file.getFileName().toString());
    FileStatus status =
        put(
            target,
            out -> {
              try (InputStream in = Files.newInputStream(file)) {
                in.transferTo(out);
              }
            });
    if (status.getLen() != Files.size(file)) {
      throw new FlyshuttleException(
          ErrorCode.DATA_CORRUPT,
          target
              + " has "
              + status.getLen()
              + " bytes, "
              + file
              + " has "
              + Files.size(file)
              + ": remove the former and try again");
    }
    return status;
  }

  /** Creates a directory that only its owner can use, and its parents. */
  void makeDirectory(Path directory) throws IOException {
    fileSystem.mkdirs(directory, OWNER_ONLY);
  }

  private FileStatus statusOrNull(Path path) throws IOException {
    try {
      return fileSystem.getFileStatus(path);
    } catch (java.io.FileNotFoundException e) {
      return null;
    }
  }
}
