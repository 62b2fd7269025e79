// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.source;

import io.flyshuttle.core.format.FileInputSplit;
import io.flyshuttle.core.format.file.FileInputFormat;
import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.operator.Output;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.type.TypeSerializer;

/** Reads the file splits that come as records, each to its end before the next. */
public final class SplitReader implements Operator {
  private final FileInputFormat<Object> format;
  private Output<Object> output;
  private TypeSerializer<Object> serializer;

  private SplitReader(FileInputFormat<Object> format) {
    this.format = format;
  }

  /** A factory for the plan. */
  @SuppressWarnings("unchecked")
  public static <T> OperatorFactory factory(FileInputFormat<T> format) {
    FileInputFormat<?> erased = format;
    return () -> new SplitReader((FileInputFormat<Object>) erased);
  }

  @Override
  public void open(OperatorContext context) throws Exception {
    output = context.output();
    serializer = context.outputSerializer();
    format.setRuntimeContext(context.runtimeContext());
    format.configure(new Configuration());
    format.openInputFormat();
  }

  @Override
  public void process(int input, Object record, long timestamp) throws Exception {
    format.open((FileInputSplit) record);
    try {
      while (!format.reachedEnd()) {
        Object read = format.nextRecord(serializer.createInstance());
        if (read != null) {
          output.emit(read, timestamp);
        }
      }
    } finally {
      format.close();
    }
  }

  @Override
  public void close() throws Exception {
    if (serializer != null) {
      format.closeInputFormat();
    }
  }
}
