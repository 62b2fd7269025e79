// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.batch;

import io.flyshuttle.core.file.FileSystem.WriteMode;
import io.flyshuttle.core.job.ParameterTool;
import io.flyshuttle.dataset.DataSet;
import io.flyshuttle.dataset.ExecutionEnvironment;

/** Where the examples put their results: {@code --output <path>}, else they are printed. */
final class Results {
  private Results() {}

  /**
   * Runs the program.
   *
   * @param tuples the result; written as lines of fields between commas, or printed
   */
  static void emit(
      DataSet<?> tuples, ParameterTool parameters, ExecutionEnvironment env, String jobName)
      throws Exception {
    if (parameters.has("output")) {
      WriteMode mode = parameters.has("overwrite") ? WriteMode.OVERWRITE : WriteMode.NO_OVERWRITE;
      tuples.writeAsCsv(parameters.get("output"), "\n", ",", mode);
      env.execute(jobName);
    } else {
      tuples.print();
    }
  }
}
