// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.session.client;

import java.util.List;
import java.util.Optional;

/** The line of the user's own code in a stack trace: what a user wants to see first. */
public final class UserFrame {
  private static final List<String> NOT_THE_USERS =
      List.of(
          "java.", "javax.", "jdk.", "sun.", "com.sun.", "org.apache.hadoop.", "akka.", "scala.");
  private static final String ENGINE = "io.flyshuttle.";
  private static final String EXAMPLES = "io.flyshuttle.examples.";

  private UserFrame() {}

  /** The first frame of {@code thrown} whose class comes from {@code loader} itself. */
  public static Optional<String> of(Throwable thrown, ClassLoader loader) {
    for (StackTraceElement frame : thrown.getStackTrace()) {
      if (frame.getClassLoaderName() != null
          && frame.getClassLoaderName().equals(loader.getName())) {
        return Optional.of(text(frame));
      }
    }
    return Optional.empty();
  }

  /** The first line of a printed stack trace that is neither the JDK's nor the engine's. */
  public static Optional<String> ofText(String stackTrace) {
    for (String raw : stackTrace.split("\n")) {
      String line = raw.strip();
      if (!line.startsWith("at ")) {
        continue;
      }
      String frame = line.substring(3);
      int slash = frame.lastIndexOf('/', Math.max(0, frame.indexOf('(')));
      String name = frame.substring(slash + 1);
      boolean engine = name.startsWith(ENGINE) && !name.startsWith(EXAMPLES);
      if (!engine && NOT_THE_USERS.stream().noneMatch(name::startsWith)) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }

  private static String text(StackTraceElement frame) {
    return frame.getClassName()
        + "."
        + frame.getMethodName()
        + "("
        + frame.getFileName()
        + (frame.getLineNumber() >= 0 ? ":" + frame.getLineNumber() : "")
        + ")";
  }
}
