// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.protocol.outcome;

import io.flyshuttle.core.fault.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An exception of another process, rebuilt from its text: the innermost cause, with its frames. So
 * the program's own frame stands first where traces are printed.
 */
public final class RemoteFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final Pattern FRAME =
      Pattern.compile("\\s*at (?:[^()]*/)?([\\w.$<>]+)\\.([\\w$<>]+)\\(([^():]*)(?::(\\d+))?\\)");
  private static final String CAUSE = "Caused by: ";

  private RemoteFailure(String message, StackTraceElement[] frames) {
    super(message, null, false, true);
    setStackTrace(frames);
  }

  /** The innermost cause of a failure; null if its trace is not known. */
  public static RemoteFailure of(Failure failure) {
    if (failure.stackTrace() == null || failure.stackTrace().isEmpty()) {
      return null;
    }
    String[] lines = failure.stackTrace().split("\n");
    int start = 0;
    for (int i = 0; i < lines.length; i++) {
      if (lines[i].startsWith(CAUSE)) {
        start = i;
      }
    }
    StringBuilder message = new StringBuilder(withoutCausedBy(lines[start]));
    List<StackTraceElement> frames = new ArrayList<>();
    for (int i = start + 1; i < lines.length; i++) {
      Matcher frame = FRAME.matcher(lines[i]);
      if (frame.lookingAt()) {
        frames.add(element(frame));
      } else if (frames.isEmpty()) {
        message.append('\n').append(lines[i]);
      }
    }
    return new RemoteFailure(message.toString(), frames.toArray(StackTraceElement[]::new));
  }

  private static String withoutCausedBy(String line) {
    return line.startsWith(CAUSE) ? line.substring(CAUSE.length()) : line;
  }

  private static StackTraceElement element(Matcher frame) {
    int line = frame.group(4) == null ? -1 : Integer.parseInt(frame.group(4));
    return new StackTraceElement(frame.group(1), frame.group(2), frame.group(3), line);
  }

  /** The text of the original, which names its class. */
  @Override
  public String toString() {
    return getMessage();
  }
}
