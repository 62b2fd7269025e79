// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster.program;

import io.flyshuttle.core.accumulator.IntCounter;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.function.rich.OpenContext;
import io.flyshuttle.core.function.rich.RichMapFunction;
import io.flyshuttle.core.job.ParameterTool;
import io.flyshuttle.datastream.StreamExecutionEnvironment;
import java.io.InputStream;

/**
 * Greets whom a properties file on the shared file system names, with a class that its jar does not
 * hold; writes each greeting with the parallelism and the worker's settings.
 */
public final class GreetAll {
  private GreetAll() {}

  /** Greets by a class of another jar. */
  public static final class Greet extends RichMapFunction<String, String> {
    private final IntCounter greeted = new IntCounter();

    @Override
    public void open(OpenContext context) {
      getRuntimeContext().addAccumulator("greeted", greeted);
    }

    @Override
    public String map(String name) {
      greeted.add(1);
      return Greeting.of(name)
          + " by 1 of "
          + getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
    }
  }

  public static void main(String[] arguments) throws Exception {
    ParameterTool options = ParameterTool.fromArgs(arguments);
    Path file = new Path(options.getRequired("settings"));
    ParameterTool settings;
    try (InputStream in = file.getFileSystem().open(file)) {
      settings = ParameterTool.fromPropertiesFile(in);
    }
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    if (options.has("parallelism")) {
      env.setParallelism(options.getInt("parallelism"));
    }
    env.fromElements(settings.getRequired("names").split(" "))
        .rebalance()
        .map(new Greet())
        .writeAsText(options.getRequired("output"));
    env.execute(settings.getRequired("application.name"));
  }
}
