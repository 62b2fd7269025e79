// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.task;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.Failure;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.protocol.message.PartitionID;
import io.flyshuttle.worker.chain.OperatorFailure;
import io.flyshuttle.worker.gate.PartitionLostException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** Says what went wrong in a task: which operator, which subtask, where in the user's code. */
final class TaskFailures {

  private static final List<String> ENGINE_PACKAGES =
      List.of(
          "java.",
          "javax.",
          "jdk.",
          "sun.",
          "com.sun.",
          "io.flyshuttle.core.",
          "io.flyshuttle.operators.",
          "io.flyshuttle.worker.",
          "io.flyshuttle.dataset.",
          "io.flyshuttle.datastream.",
          "io.flyshuttle.hdfs.",
          "com.esotericsoftware.");

  private TaskFailures() {}

  static Failure describe(Throwable thrown, Task task, ClassLoader userLoader) {
    int subtask = task.attempt().subtask() + 1;
    String where = task.name();
    Throwable cause = thrown;
    String record = "";
    if (thrown instanceof OperatorFailure failure) {
      String whole = task.name();
      where = failure.operator().name() + whole.substring(whole.lastIndexOf(" ("));
      cause = failure.getCause();
      record = failure.record();
    }
    FlyshuttleException coded = firstCoded(cause);
    ErrorCode code = coded != null ? coded.code() : ErrorCode.USER_FUNCTION_FAILED;
    StringBuilder message = new StringBuilder(where).append(": ");
    if (coded != null) {
      message.append(coded.getMessage());
    } else {
      Throwable root = root(cause);
      message.append(cause);
      if (root != cause) {
        message.append(", caused by ").append(root);
      }
      StackTraceElement frame = userFrame(root, userLoader);
      if (frame != null) {
        message.append(" at ").append(text(frame));
      }
      if (!record.isEmpty()) {
        message.append(", with the record ").append(record);
      }
    }
    StringWriter trace = new StringWriter();
    cause.printStackTrace(new PrintWriter(trace));
    return new Failure(
        code,
        message.toString().replace('\n', ' '),
        where + ", attempt " + task.attempt().attempt() + ", subtask " + subtask,
        trace.toString(),
        System.currentTimeMillis());
  }

  /** The result that could not be read; null if something else went wrong. */
  static PartitionID lostPartition(Throwable thrown) {
    return firstCoded(thrown) instanceof PartitionLostException lost ? lost.partition() : null;
  }

  private static FlyshuttleException firstCoded(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof FlyshuttleException coded) {
        return coded;
      }
    }
    return null;
  }

  private static Throwable root(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root;
  }

  /** The first frame of a class that is neither the JDK's nor ours. */
  private static StackTraceElement userFrame(Throwable thrown, ClassLoader userLoader) {
    StackTraceElement[] frames = thrown.getStackTrace();
    for (StackTraceElement frame : frames) {
      if (isLoadedBy(frame.getClassName(), userLoader)) {
        return frame;
      }
    }
    for (StackTraceElement frame : frames) {
      if (ENGINE_PACKAGES.stream().noneMatch(frame.getClassName()::startsWith)) {
        return frame;
      }
    }
    return null;
  }

  /** The frame without the name of the class loader, which means nothing to users. */
  private static String text(StackTraceElement frame) {
    return new StackTraceElement(
            frame.getClassName(), frame.getMethodName(), frame.getFileName(), frame.getLineNumber())
        .toString();
  }

  private static boolean isLoadedBy(String className, ClassLoader userLoader) {
    if (userLoader == TaskFailures.class.getClassLoader()) {
      return false;
    }
    try {
      return Class.forName(className, false, userLoader).getClassLoader() == userLoader;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }
}
