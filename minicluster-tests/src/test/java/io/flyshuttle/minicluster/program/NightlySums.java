// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster.program;

import io.flyshuttle.core.file.FileSystem.WriteMode;
import io.flyshuttle.core.job.ParameterTool;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.dataset.ExecutionEnvironment;

/**
 * What runs at night: sums lines of {@code key,number} in {@code --input} by key and writes them to
 * {@code --output}. With {@code --overwrite true} it may run again.
 */
public final class NightlySums {
  private NightlySums() {}

  public static void main(String[] args) throws Exception {
    ParameterTool parameters = ParameterTool.fromArgs(args);
    String output = parameters.getRequired("output");
    ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(2);
    env.readTextFile(parameters.getRequired("input"))
        .map(
            line -> {
              int comma = line.indexOf(',');
              return Tuple2.of(line.substring(0, comma), Long.parseLong(line.substring(comma + 1)));
            })
        .returns(Types.TUPLE(Types.STRING, Types.LONG))
        .groupBy(0)
        .sum(1)
        .writeAsCsv(
            output,
            parameters.getBoolean("overwrite", false)
                ? WriteMode.OVERWRITE
                : WriteMode.NO_OVERWRITE);
    env.execute("nightly sums");
  }
}
