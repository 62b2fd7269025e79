// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.checkpoint;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.Failure;
import java.util.concurrent.CompletionException;

/** Says in plain words why a checkpoint failed, each cause in words of its own. */
final class CheckpointFailures {
  private CheckpointFailures() {}

  /** A task could not take part. */
  static String declined(String task, String worker, Failure reason) {
    return "task " + task + " on " + worker + ": " + inWords(reason.code()) + reason.message();
  }

  /** The metadata could not be written. */
  static Failure publishing(Throwable thrown, long nowMillis) {
    Throwable cause =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    Failure failure = Failure.of(cause, ErrorCode.FILE_SYSTEM_UNAVAILABLE, "JobManager");
    return new Failure(
        failure.code(),
        "its metadata could not be written: " + inWords(failure.code()) + failure.message(),
        failure.location(),
        failure.stackTrace(),
        nowMillis);
  }

  private static String inWords(ErrorCode code) {
    return switch (code) {
      case FILE_SYSTEM_UNAVAILABLE -> "the file system cannot be reached or fails: ";
      case DISK_FULL -> "the file system is full or over its quota: ";
      case ACCESS_DENIED -> "the file system refuses access: ";
      case SAFE_MODE -> "the file system is in safe mode: ";
      case CHANNEL_LOST, WORKER_LOST, CONTAINER_LOST -> "the network or a worker is gone: ";
      case USER_FUNCTION_FAILED -> "the program's own snapshot failed: ";
      case TIMED_OUT -> "too slow: ";
      default -> "";
    };
  }
}
