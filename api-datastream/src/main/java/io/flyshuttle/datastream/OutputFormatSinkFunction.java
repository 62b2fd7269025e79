// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import io.flyshuttle.core.format.OutputFormat;
import io.flyshuttle.core.format.RichOutputFormat;
import io.flyshuttle.core.function.rich.OpenContext;
import io.flyshuttle.core.function.rich.RuntimeContext;
import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.stream.sink.RichSinkFunction;
import io.flyshuttle.core.type.InputTypeConfigurable;
import io.flyshuttle.core.type.TypeInformation;
import java.io.IOException;

/**
 * Writes records by an output format, as {@link DataStream#writeUsingOutputFormat} does. It takes
 * no part in checkpoints.
 *
 * @param <IN> type of the records
 */
@Deprecated
public class OutputFormatSinkFunction<IN> extends RichSinkFunction<IN>
    implements InputTypeConfigurable {
  private static final long serialVersionUID = 1L;

  private final OutputFormat<IN> format;

  public OutputFormatSinkFunction(OutputFormat<IN> format) {
    this.format = format;
  }

  public OutputFormat<IN> getFormat() {
    return format;
  }

  @Override
  public void setInputType(TypeInformation<?> type, ExecutionConfig executionConfig) {
    if (format instanceof InputTypeConfigurable configurable) {
      configurable.setInputType(type, executionConfig);
    }
  }

  @Override
  public void setRuntimeContext(RuntimeContext context) {
    super.setRuntimeContext(context);
    if (format instanceof RichOutputFormat<?> rich) {
      rich.setRuntimeContext(context);
    }
  }

  @Override
  public void open(OpenContext openContext) throws IOException {
    format.configure(new Configuration());
    format.open(new Subtask(getRuntimeContext()));
  }

  @Override
  public void invoke(IN record) throws Exception {
    format.writeRecord(record);
  }

  @Override
  public void close() throws IOException {
    format.close();
  }

  private record Subtask(RuntimeContext runtime) implements OutputFormat.InitializationContext {
    @Override
    public int getNumTasks() {
      return runtime.getTaskInfo().getNumberOfParallelSubtasks();
    }

    @Override
    public int getTaskNumber() {
      return runtime.getTaskInfo().getIndexOfThisSubtask();
    }

    @Override
    public int getAttemptNumber() {
      return runtime.getTaskInfo().getAttemptNumber();
    }
  }
}
