// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.file;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.file.FileSystem.WriteMode;
import java.io.FileNotFoundException;
import java.io.IOException;

/** The rules about outputs that exist. */
public final class OutputPath {

  private OutputPath() {}

  /** The failure that says that an output exists, and the ways out. */
  public static FlyshuttleException exists(Path path) {
    return new FlyshuttleException(
        ErrorCode.OUTPUT_EXISTS,
        "Output "
            + path
            + " exists. Delete it, name another, or have it replaced: pass WriteMode.OVERWRITE to"
            + " the sink or set fs.overwrite-files: true.");
  }

  /** Makes way for an output; see {@link FileSystem#initOutPathLocalFS}. */
  static boolean prepare(
      FileSystem fileSystem,
      Path path,
      WriteMode writeMode,
      boolean createDirectory,
      boolean keepDirectory)
      throws IOException {
    FileStatus status = statusOrNull(fileSystem, path);
    if (status != null) {
      boolean kept = keepDirectory && status.isDir() && createDirectory;
      if (kept) {
        return true;
      }
      if (writeMode == WriteMode.NO_OVERWRITE) {
        throw exists(path);
      }
      fileSystem.delete(path, true);
    }
    if (createDirectory) {
      return fileSystem.mkdirs(path);
    }
    Path parent = path.getParent();
    return parent == null || parent.getPath().isEmpty() || fileSystem.mkdirs(parent);
  }

  private static FileStatus statusOrNull(FileSystem fileSystem, Path path) throws IOException {
    try {
      return fileSystem.getFileStatus(path);
    } catch (FileNotFoundException e) {
      return null;
    }
  }
}
