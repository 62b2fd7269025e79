// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.session.cli;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.job.JobID;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.session.client.JsonTree;
import io.flyshuttle.session.client.SessionCluster;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code flyshuttle cancel}. */
@Command(
    name = "cancel",
    description = "Cancels a job and waits until it has ended.",
    usageHelpAutoWidth = true,
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class CancelCommand implements Callable<Integer> {
  @Mixin private SessionOption session;

  @Parameters(arity = "0..1", paramLabel = "JOB", description = "the job's id")
  private String job;

  @Option(
      names = {"-s", "--withSavepoint"},
      arity = "0..1",
      fallbackValue = "",
      paramLabel = "DIRECTORY",
      description =
          "take a savepoint first, in this directory or in state.savepoints.dir; \"stop\" also"
              + " commits what sinks hold back")
  private String savepoint;

  private final Console console;

  CancelCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (job == null && savepoint != null) {
      // cancel -s JOB: what follows is the job, not a directory
      job = savepoint;
      savepoint = "";
    }
    if (job == null) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_COMMAND_LINE, "which job? See flyshuttle list");
    }
    checkJobId(job);
    Configuration configuration = session.configuration();
    try (SessionCluster cluster = HadoopAccess.cluster()) {
      SessionOption.Connection connection = session.connect(cluster, configuration);
      if (savepoint != null) {
        console.result("savepoint.path", connection.client().save(job, "cancel", savepoint));
      } else {
        connection.client().cancel(job);
      }
      JsonTree end = connection.client().follow(job, (kind, data) -> {});
      String status = end.text("status");
      console.result("job.id", job);
      console.result("job.status", status);
      if (!status.equals("CANCELED")) {
        console.say("Job %s had ended already: %s", job, status);
      }
      return ExitStatus.OK;
    }
  }

  static void checkJobId(String text) {
    try {
      JobID.fromHexString(text);
    } catch (IllegalArgumentException e) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_COMMAND_LINE,
          "\"" + text + "\" is not a job id: one has 32 hex digits; see flyshuttle list",
          e);
    }
  }

  static CommandLine parser(Console console) {
    return new CommandLine(new CancelCommand(console));
  }
}
