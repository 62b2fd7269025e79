// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.batch;

import io.flyshuttle.core.file.FileSystem.WriteMode;
import io.flyshuttle.core.function.Order;
import io.flyshuttle.core.job.ParameterTool;
import io.flyshuttle.dataset.ExecutionEnvironment;

/**
 * Sorts records of 100 bytes by their keys of ten: {@code --input <path> --output <path>}. The
 * output is a directory of files 1, 2, …, each sorted and each before the next, because records are
 * partitioned by ranges of keys, whose limits are found by sampling. {@code --overwrite} replaces
 * an output that exists. See {@link TeraGenerate} and {@link TeraValidate}.
 */
public final class TeraSort {
  private TeraSort() {}

  public static void main(String[] args) throws Exception {
    ParameterTool parameters = ParameterTool.fromArgs(args);
    ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
    TeraFormat.Writer output = new TeraFormat.Writer(parameters.getRequired("output"));
    output.setWriteMode(parameters.has("overwrite") ? WriteMode.OVERWRITE : WriteMode.NO_OVERWRITE);
    env.createInput(new TeraFormat.Reader(parameters.getRequired("input"), false))
        .name("read")
        .partitionByRange(0, 1)
        .sortPartition(0, Order.ASCENDING)
        .sortPartition(1, Order.ASCENDING)
        .output(output);
    env.execute("TeraSort");
  }
}
