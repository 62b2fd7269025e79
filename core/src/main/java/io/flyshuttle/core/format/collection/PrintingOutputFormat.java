// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.collection;

import io.flyshuttle.core.format.RichOutputFormat;
import io.flyshuttle.core.option.Configuration;
import java.io.PrintStream;

/**
 * Prints records to standard output or standard error of the process that runs the subtask, one a
 * line; if several subtasks print, each line starts with the number of its subtask.
 */
public class PrintingOutputFormat<T> extends RichOutputFormat<T> {
  private static final long serialVersionUID = 1L;

  private final String sinkIdentifier;
  private boolean toStandardError;
  private transient PrintStream target;
  private transient String prefix;

  /** Prints to standard output. */
  public PrintingOutputFormat() {
    this("", false);
  }

  /** Prints to standard error or standard output. */
  public PrintingOutputFormat(boolean stdErr) {
    this("", stdErr);
  }

  /** Prints to standard error or standard output, each line with a word before it. */
  public PrintingOutputFormat(String sinkIdentifier, boolean stdErr) {
    this.sinkIdentifier = sinkIdentifier == null ? "" : sinkIdentifier;
    this.toStandardError = stdErr;
  }

  /** Has it print to standard error. */
  public void setTargetToStandardErr() {
    toStandardError = true;
  }

  /** Has it print to standard output. */
  public void setTargetToStandardOut() {
    toStandardError = false;
  }

  @Override
  public void configure(Configuration parameters) {}

  @Override
  public void open(int taskNumber, int numTasks) {
    target = toStandardError ? System.err : System.out;
    String subtask = numTasks > 1 ? Integer.toString(taskNumber + 1) : "";
    String separator = sinkIdentifier.isEmpty() || subtask.isEmpty() ? "" : ":";
    String start = sinkIdentifier + separator + subtask;
    prefix = start.isEmpty() ? "" : start + "> ";
  }

  @Override
  public void writeRecord(T record) {
    target.println(prefix + record);
  }

  @Override
  public void close() {
    if (target != null) {
      target.flush();
      target = null;
    }
  }

  @Override
  public String toString() {
    return "Print to " + (toStandardError ? "System.err" : "System.out");
  }
}
