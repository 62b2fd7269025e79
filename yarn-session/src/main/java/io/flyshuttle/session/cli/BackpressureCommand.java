// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.session.cli;

import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.session.client.JsonTree;
import io.flyshuttle.session.client.SessionCluster;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code flyshuttle backpressure}. */
@Command(
    name = "backpressure",
    description = "Shows how a job's tasks spend their time, and where backpressure starts.",
    usageHelpAutoWidth = true,
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class BackpressureCommand implements Callable<Integer> {
  @Mixin private SessionOption session;

  @Parameters(paramLabel = "JOB", description = "the job's id")
  private String job;

  private final Console console;

  BackpressureCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    CancelCommand.checkJobId(job);
    Configuration configuration = session.configuration();
    try (SessionCluster cluster = HadoopAccess.cluster()) {
      show(session.connect(cluster, configuration).client().job(job));
      return ExitStatus.OK;
    }
  }

  private void show(JsonTree detail) {
    for (JsonTree vertex : detail.objects("vertices")) {
      for (JsonTree subtask : vertex.objects("subtasks")) {
        console.print(line(vertex, subtask));
      }
    }
    List<JsonTree> starts = detail.objects("backpressure");
    for (JsonTree start : starts) {
      console.print(start.text("message"));
    }
    if (starts.isEmpty()) {
      console.print("no backpressure");
    }
  }

  /** A line with tabs between its fields, so that names may hold anything else. */
  static String line(JsonTree vertex, JsonTree subtask) {
    return String.join(
        "\t",
        "busy " + percent(subtask.number("busyMillisPerSecond")),
        "idle " + percent(subtask.number("idleMillisPerSecond")),
        "backpressured " + percent(subtask.number("backpressuredMillisPerSecond")),
        subtask.number("queuedInBytes") + " bytes in",
        subtask.number("queuedOutBytes") + " bytes out",
        String.format(
            "%s (%d/%d)",
            vertex.text("name"), subtask.number("index") + 1, vertex.number("parallelism")),
        subtask.text("worker"));
  }

  private static String percent(long millisPerSecond) {
    return millisPerSecond < 0 ? "?" : Math.round(millisPerSecond / 10.0) + " %";
  }

  static CommandLine parser(Console console) {
    return new CommandLine(new BackpressureCommand(console));
  }
}
