// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster.program;

import io.flyshuttle.core.job.ParameterTool;
import io.flyshuttle.datastream.StreamExecutionEnvironment;

/** Copies the lines of {@code --input} to {@code --output}. */
public final class CopyText {
  private CopyText() {}

  public static void main(String[] args) throws Exception {
    ParameterTool parameters = ParameterTool.fromArgs(args);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(parameters.getInt("parallelism", 2));
    env.readTextFile(parameters.getRequired("input")).writeAsText(parameters.getRequired("output"));
    env.execute("copy");
  }
}
