// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.fault;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * A failure as it travels between processes and stands in a job's history: no exception object, so
 * that no process needs the classes of another.
 *
 * @param code what failed
 * @param message one line for the user
 * @param location where it happened: operator and subtask, worker, host; empty if not known
 * @param stackTrace the whole trace as text, root cause included; empty if there is none
 * @param timestampMillis when it was noticed, in milliseconds since 1970
 */
public record Failure(
    ErrorCode code, String message, String location, String stackTrace, long timestampMillis) {

  /**
   * Describes a throwable. The code is that of the outermost {@link FlyshuttleException} in the
   * cause chain, else {@code otherwise}.
   */
  public static Failure of(Throwable thrown, ErrorCode otherwise, String location) {
    FlyshuttleException coded = null;
    for (Throwable t = thrown; t != null && coded == null; t = t.getCause()) {
      if (t instanceof FlyshuttleException found) {
        coded = found;
      }
    }
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    String message = coded != null ? coded.getMessage() : thrown.toString();
    return new Failure(
        coded != null ? coded.code() : otherwise,
        message,
        location,
        trace.toString(),
        System.currentTimeMillis());
  }
}
