// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.session.cli;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.session.client.SessionCluster;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code flyshuttle savepoint}, with {@code inspect} and {@code explain} below it. */
@Command(
    name = "savepoint",
    description = {
      "Takes a savepoint of a running job; the job goes on.",
      "savepoint inspect PATH shows what a savepoint or checkpoint holds;",
      "savepoint explain PATH JAR shows what of it a program would restore."
    },
    usageHelpAutoWidth = true,
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class SavepointCommand implements Callable<Integer> {
  @Mixin private SessionOption session;

  @Parameters(index = "0", arity = "0..1", paramLabel = "JOB", description = "the job's id")
  private String job;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "DIRECTORY",
      description = "where it gets a directory of its own; else state.savepoints.dir")
  private String directory;

  private final Console console;

  SavepointCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (job == null) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_COMMAND_LINE, "which job? See flyshuttle list");
    }
    CancelCommand.checkJobId(job);
    Configuration configuration = session.configuration();
    try (SessionCluster cluster = HadoopAccess.cluster()) {
      SessionOption.Connection connection = session.connect(cluster, configuration);
      String path = connection.client().save(job, "savepoint", directory == null ? "" : directory);
      console.result("job.id", job);
      console.result("savepoint.path", path);
      return ExitStatus.OK;
    }
  }

  static CommandLine parser(Console console) {
    return new CommandLine(new SavepointCommand(console))
        .addSubcommand("inspect", new CommandLine(new InspectCommand(console)))
        .addSubcommand("explain", ExplainCommand.parser(console));
  }
}
