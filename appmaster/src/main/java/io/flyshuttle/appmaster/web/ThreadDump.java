// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.web;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;

/** What all threads of this process do right now, as text. */
final class ThreadDump {
  private ThreadDump() {}

  static String take() {
    StringBuilder text = new StringBuilder();
    for (ThreadInfo info : ManagementFactory.getThreadMXBean().dumpAllThreads(true, true)) {
      text.append('"').append(info.getThreadName()).append("\" ").append(info.getThreadState());
      if (info.getLockName() != null) {
        text.append(" on ").append(info.getLockName());
      }
      text.append('\n');
      for (StackTraceElement frame : info.getStackTrace()) {
        text.append("    at ").append(frame).append('\n');
      }
      text.append('\n');
    }
    return text.toString();
  }
}
