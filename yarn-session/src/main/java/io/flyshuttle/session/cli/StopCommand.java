// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.session.cli;

import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.session.client.JsonTree;
import io.flyshuttle.session.client.SessionCluster;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code flyshuttle stop}. */
@Command(
    name = "stop",
    description =
        "Takes a savepoint of a streaming job and ends it: sources stop, sinks commit, the job"
            + " finishes.",
    usageHelpAutoWidth = true,
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class StopCommand implements Callable<Integer> {
  @Mixin private SessionOption session;

  @Parameters(paramLabel = "JOB", description = "the job's id")
  private String job;

  @Option(
      names = {"-p", "--savepointPath"},
      paramLabel = "DIRECTORY",
      description = "where the savepoint gets a directory of its own; else state.savepoints.dir")
  private String directory;

  @Option(
      names = {"-d", "--drain"},
      description = "first let all windows and timers fire, as at the end of all data")
  private boolean drain;

  private final Console console;

  StopCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    CancelCommand.checkJobId(job);
    Configuration configuration = session.configuration();
    try (SessionCluster cluster = HadoopAccess.cluster()) {
      SessionOption.Connection connection = session.connect(cluster, configuration);
      String path =
          connection
              .client()
              .save(job, drain ? "drain" : "stop", directory == null ? "" : directory);
      JsonTree end = connection.client().job(job);
      console.result("job.id", job);
      console.result("job.status", end.text("status"));
      console.result("savepoint.path", path);
      return ExitStatus.OK;
    }
  }

  static CommandLine parser(Console console) {
    return new CommandLine(new StopCommand(console));
  }
}
