// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.sink;

import io.flyshuttle.core.format.CleanupWhenUnsuccessful;
import io.flyshuttle.core.format.CommitWhenFinished;
import io.flyshuttle.core.format.OutputFormat;
import io.flyshuttle.core.format.RichOutputFormat;
import io.flyshuttle.core.job.TaskInfo;
import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.option.Configuration;

/** Writes to an {@link OutputFormat}. */
public final class FormatSink implements Operator {

  private record Subtask(int getNumTasks, int getTaskNumber, int getAttemptNumber)
      implements OutputFormat.InitializationContext {}

  private final OutputFormat<Object> format;
  private final Configuration parameters;
  private boolean opened;
  private boolean closed;
  private boolean finished;

  private FormatSink(OutputFormat<Object> format, Configuration parameters) {
    this.format = format;
    this.parameters = parameters;
  }

  /**
   * A factory for the plan.
   *
   * @param parameters the format is configured with
   */
  @SuppressWarnings("unchecked")
  public static <T> OperatorFactory factory(OutputFormat<T> format, Configuration parameters) {
    OutputFormat<?> erased = format;
    return () -> new FormatSink((OutputFormat<Object>) erased, parameters);
  }

  @Override
  public void open(OperatorContext context) throws Exception {
    if (format instanceof RichOutputFormat<?> rich) {
      rich.setRuntimeContext(context.runtimeContext());
    }
    format.configure(parameters);
    TaskInfo task = context.runtimeContext().getTaskInfo();
    opened = true;
    format.open(
        new Subtask(
            task.getNumberOfParallelSubtasks(),
            task.getIndexOfThisSubtask(),
            task.getAttemptNumber()));
  }

  @Override
  public void process(int input, Object record, long timestamp) throws Exception {
    format.writeRecord(record);
  }

  @Override
  public void finish() throws Exception {
    closed = true;
    format.close();
    if (format instanceof CommitWhenFinished commit) {
      commit.commitSubtask();
    }
    finished = true;
  }

  @Override
  public void close() throws Exception {
    if (!opened || finished) {
      return;
    }
    try {
      if (!closed) {
        closed = true;
        format.close();
      }
    } finally {
      if (format instanceof CleanupWhenUnsuccessful cleanup) {
        cleanup.tryCleanupOnError();
      }
    }
  }
}
