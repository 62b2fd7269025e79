// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.session.cli;

import io.flyshuttle.core.client.JobClient;
import io.flyshuttle.core.client.JobExecutor;
import io.flyshuttle.core.client.JobExecutors;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.graph.PlanJson;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.option.CoreOptions;
import io.flyshuttle.session.client.ProgramAbort;
import io.flyshuttle.session.client.ProgramJar;
import io.flyshuttle.session.deploy.Installation;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code flyshuttle info}: needs no session. */
@Command(
    name = "info",
    description = "Prints the plan of a program's first job as JSON without running it.",
    sortOptions = false,
    usageHelpAutoWidth = true,
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class InfoCommand implements Callable<Integer> {
  @Mixin private ProgramOptions program;

  @Option(
      names = {"-D", "-yD"},
      paramLabel = "KEY=VALUE",
      description = "a setting, before the one in conf/flyshuttle.yaml")
  private Map<String, String> dynamic = new LinkedHashMap<>();

  private final Console console;

  InfoCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    ProgramJar jar = program.jar();
    Configuration configuration = Settings.load(Installation.current(), dynamic);
    program.apply(configuration);
    try (ProgramClasses classes = ProgramClasses.of(jar, configuration, List::of);
        JobExecutors.Installation installed =
            JobExecutors.install(new PlanPrinter(console, configuration))) {
      jar.run(jar.mainMethod(classes.loader()), program.arguments(), classes.loader());
    } catch (ProgramAbort e) {
      return ExitStatus.OK;
    }
    throw new FlyshuttleException(
        ErrorCode.NOTHING_EXECUTED,
        "the program ended without building a job: main must call execute()");
  }

  /** Prints the first graph it gets and ends the program there. */
  private record PlanPrinter(Console console, Configuration configuration) implements JobExecutor {
    @Override
    public JobClient submit(JobGraph graph) {
      console.print(PlanJson.of(graph));
      throw new ProgramAbort();
    }

    @Override
    public void warn(String text) {
      console.warn(text);
    }

    @Override
    public int defaultParallelism() {
      return configuration.get(CoreOptions.DEFAULT_PARALLELISM);
    }
  }

  static CommandLine parser(Console console) {
    return new CommandLine(new InfoCommand(console)).setStopAtPositional(true);
  }
}
