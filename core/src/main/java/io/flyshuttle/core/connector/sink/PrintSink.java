// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.sink;

import io.flyshuttle.core.job.TaskInfo;
import java.io.PrintStream;

/**
 * Prints each record as a line of the worker's standard output or standard error. With more than
 * one subtask, the number of the subtask stands before the record, counted from 1.
 *
 * @param <IN> type of the records
 */
public class PrintSink<IN> implements Sink<IN> {
  private static final long serialVersionUID = 1L;

  private final String sinkIdentifier;
  private final boolean toError;

  public PrintSink() {
    this("", false);
  }

  /**
   * @param toError whether to standard error
   */
  public PrintSink(boolean toError) {
    this("", toError);
  }

  /**
   * @param sinkIdentifier stands at the beginning of each line
   */
  public PrintSink(String sinkIdentifier) {
    this(sinkIdentifier, false);
  }

  /**
   * @param sinkIdentifier stands at the beginning of each line
   * @param toError whether to standard error
   */
  public PrintSink(String sinkIdentifier, boolean toError) {
    this.sinkIdentifier = sinkIdentifier;
    this.toError = toError;
  }

  /** What stands before each line: the identifier, the number of the subtask, or both. */
  public static String linePrefix(String sinkIdentifier, TaskInfo task) {
    String subtask =
        task.getNumberOfParallelSubtasks() > 1
            ? Integer.toString(task.getIndexOfThisSubtask() + 1)
            : "";
    String joined =
        sinkIdentifier.isEmpty() || subtask.isEmpty()
            ? sinkIdentifier + subtask
            : sinkIdentifier + ":" + subtask;
    return joined.isEmpty() ? "" : joined + "> ";
  }

  @Override
  @Deprecated
  public SinkWriter<IN> createWriter(InitContext context) {
    return new Lines<>(
        toError ? System.err : System.out, linePrefix(sinkIdentifier, context.getTaskInfo()));
  }

  @Override
  public String toString() {
    return "Print to " + (toError ? "System.err" : "System.out");
  }

  private record Lines<IN>(PrintStream stream, String prefix) implements SinkWriter<IN> {
    @Override
    public void write(IN element, Context context) {
      stream.println(prefix + element);
    }

    @Override
    public void flush(boolean endOfInput) {
      stream.flush();
    }

    @Override
    public void close() {
      // the process owns the stream
    }
  }
}
