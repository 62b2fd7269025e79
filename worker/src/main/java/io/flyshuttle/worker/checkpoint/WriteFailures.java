// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.checkpoint;

import io.flyshuttle.core.checkpoint.Barrier;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Tells the causes apart for which state could not be written. File systems that know more have
 * given their failures a code before; what is left is told by class, and by the room on the disk.
 */
final class WriteFailures {

  /** A local disk with less room than this counts as full when a write has failed. */
  private static final long FULL_BYTES = 1 << 20;

  private WriteFailures() {}

  static FlyshuttleException describe(IOException thrown, Barrier barrier) {
    ErrorCode code = ErrorCode.FILE_SYSTEM_UNAVAILABLE;
    String what = "writing failed";
    String wayOut = "";
    if (isFull(barrier.directory())) {
      code = ErrorCode.DISK_FULL;
      what = "the disk is full";
      wayOut = "; free space, or set another state.checkpoints.dir";
    } else if (has(thrown, AccessDeniedException.class)) {
      code = ErrorCode.ACCESS_DENIED;
      what = "permission denied";
      wayOut = "; the directory must be writable for the workers";
    } else if (has(thrown, FileNotFoundException.class) || has(thrown, FileSystemException.class)) {
      code = ErrorCode.ACCESS_DENIED;
      what = "the path cannot be used";
      wayOut = "; the directory must be there and writable for the workers";
    } else if (has(thrown, SocketTimeoutException.class)) {
      what = "the file system did not answer in time";
    } else if (has(thrown, SocketException.class) || has(thrown, UnknownHostException.class)) {
      what = "network error on the way to the file system";
    } else if (has(thrown, InterruptedIOException.class)) {
      what = "writing was interrupted";
    }
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String text = root.getMessage() == null ? root.toString() : root.getMessage();
    return new FlyshuttleException(
        code,
        what
            + ": checkpoint "
            + barrier.checkpointId()
            + " could not be written to "
            + barrier.directory()
            + ": "
            + text.lines().findFirst().orElse(text)
            + wayOut,
        thrown);
  }

  private static boolean has(Throwable thrown, Class<? extends IOException> type) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (type.isInstance(t)) {
        return true;
      }
    }
    return false;
  }

  /** Local disks are asked, because only the text of the failure would tell. */
  private static boolean isFull(String directory) {
    io.flyshuttle.core.file.Path path = new io.flyshuttle.core.file.Path(directory);
    if (path.toUri().getScheme() != null && !path.toUri().getScheme().equals("file")) {
      return false;
    }
    for (Path at = Path.of(path.getPath()); at != null; at = at.getParent()) {
      if (Files.isDirectory(at)) {
        try {
          return Files.getFileStore(at).getUsableSpace() < FULL_BYTES;
        } catch (IOException e) {
          return false;
        }
      }
    }
    return false;
  }
}
