// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import io.flyshuttle.core.connector.sink.PrintSink;
import io.flyshuttle.core.function.rich.OpenContext;
import io.flyshuttle.core.stream.sink.RichSinkFunction;
import java.io.PrintStream;

/**
 * Prints each record as a line of the worker's standard output or standard error. With more than
 * one subtask, the number of the subtask stands before the record, counted from 1.
 *
 * @param <IN> type of the records
 */
public class PrintSinkFunction<IN> extends RichSinkFunction<IN> {
  private static final long serialVersionUID = 1L;

  private final String sinkIdentifier;
  private final boolean toError;
  private transient PrintStream stream;
  private transient String prefix;

  public PrintSinkFunction() {
    this("", false);
  }

  /**
   * @param toError whether to standard error
   */
  public PrintSinkFunction(boolean toError) {
    this("", toError);
  }

  /**
   * @param sinkIdentifier stands at the beginning of each line
   * @param toError whether to standard error
   */
  public PrintSinkFunction(String sinkIdentifier, boolean toError) {
    this.sinkIdentifier = sinkIdentifier;
    this.toError = toError;
  }

  @Override
  public void open(OpenContext openContext) {
    stream = toError ? System.err : System.out;
    prefix = PrintSink.linePrefix(sinkIdentifier, getRuntimeContext().getTaskInfo());
  }

  @Override
  public void invoke(IN value) {
    stream.println(prefix + value);
  }

  @Override
  public String toString() {
    return "Print to " + (toError ? "System.err" : "System.out");
  }
}
