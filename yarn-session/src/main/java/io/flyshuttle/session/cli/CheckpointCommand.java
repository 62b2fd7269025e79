// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.session.cli;

import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.session.client.JsonTree;
import io.flyshuttle.session.client.SessionClient;
import io.flyshuttle.session.client.SessionCluster;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code flyshuttle checkpoint}. */
@Command(
    name = "checkpoint",
    description = "Makes a checkpoint of a job now, or shows its checkpoints.",
    usageHelpAutoWidth = true,
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class CheckpointCommand implements Callable<Integer> {
  @Mixin private SessionOption session;

  @Parameters(paramLabel = "JOB", description = "the job's id")
  private String job;

  @Option(
      names = {"-l", "--list"},
      description = "show the newest checkpoints: duration, size, why they failed")
  private boolean list;

  @Option(
      names = {"-t", "--tasks"},
      paramLabel = "N",
      description = "show the part of each task in checkpoint N, or what it is doing for it")
  private long tasksOf;

  private final Console console;

  CheckpointCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    CancelCommand.checkJobId(job);
    Configuration configuration = session.configuration();
    try (SessionCluster cluster = HadoopAccess.cluster()) {
      SessionClient client = session.connect(cluster, configuration).client();
      if (tasksOf > 0) {
        for (JsonTree task : client.checkpoint(job, tasksOf).objects("tasks")) {
          console.print(task(task));
        }
      } else if (list) {
        show(client.checkpoints(job));
      } else {
        console.result("checkpoint.path", client.save(job, "checkpoint", ""));
      }
      return ExitStatus.OK;
    }
  }

  private void show(JsonTree all) {
    console.print(
        all.number("completed")
            + " completed, "
            + all.number("failed")
            + " failed, "
            + all.number("inProgress")
            + " in progress; restored "
            + all.number("restored")
            + " times"
            + (all.text("restoredFrom").isEmpty() ? "" : ", last " + all.text("restoredFrom")));
    for (JsonTree each : all.objects("checkpoints")) {
      console.print(
          String.format(
              "%6d %-11s %-20s %7d ms %12d bytes, %s, %d/%d tasks %s",
              each.number("id"),
              each.text("status"),
              each.text("kind"),
              each.number("durationMillis"),
              each.number("bytes"),
              alignment(each),
              each.number("acknowledged"),
              each.number("taskCount"),
              each.text("reason")));
    }
  }

  /** A line with tabs between its fields, so that names may hold anything else. */
  static String task(JsonTree task) {
    return String.join(
        "\t",
        task.text("state"),
        task.text("task"),
        task.text("worker"),
        switch (task.text("state")) {
          case "ACKNOWLEDGED" ->
              String.format(
                  "after %d ms: start delay %d ms, alignment %d ms, sync %d ms, async %d ms,"
                      + " %d bytes",
                  task.number("acknowledgedMillis"),
                  task.number("startDelayMillis"),
                  task.number("alignmentMillis"),
                  task.number("syncMillis"),
                  task.number("asyncMillis"),
                  task.number("bytes"));
          default -> task.text("doing");
        });
  }

  private static String alignment(JsonTree checkpoint) {
    return checkpoint.text("unaligned").equals("true")
        ? "unaligned, " + checkpoint.number("inFlightBytes") + " bytes in flight"
        : "alignment " + checkpoint.number("alignmentMillis") + " ms";
  }

  static CommandLine parser(Console console) {
    return new CommandLine(new CheckpointCommand(console));
  }
}
