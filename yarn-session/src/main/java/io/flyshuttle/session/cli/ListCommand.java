// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.session.cli;

import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.session.client.JsonTree;
import io.flyshuttle.session.client.SessionCluster;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code flyshuttle list}. */
@Command(
    name = "list",
    description = "Shows the jobs of a session, newest first.",
    usageHelpAutoWidth = true,
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ListCommand implements Callable<Integer> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());
  private static final Set<String> ENDED = Set.of("FINISHED", "CANCELED", "FAILED");
  private static final Set<String> WAITING = Set.of("CREATED");

  @Mixin private SessionOption session;

  @Option(
      names = {"-a", "--all"},
      description = "ended jobs too (the default)")
  private boolean all;

  @Option(
      names = {"-r", "--running"},
      description = "only jobs that have not ended")
  private boolean running;

  @Option(
      names = {"-s", "--scheduled"},
      description = "only jobs that have not started")
  private boolean scheduled;

  private final Console console;

  ListCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Configuration configuration = session.configuration();
    try (SessionCluster cluster = HadoopAccess.cluster()) {
      SessionOption.Connection connection = session.connect(cluster, configuration);
      List<JsonTree> jobs =
          connection.client().jobs().objects("jobs").stream().filter(this::shown).toList();
      console.say("Session %s", connection.report().applicationId());
      for (JsonTree job : jobs) {
        console.print(line(job));
      }
      if (jobs.isEmpty()) {
        console.say("No jobs");
      }
      return ExitStatus.OK;
    }
  }

  private boolean shown(JsonTree job) {
    String status = job.text("status");
    if (all || (!running && !scheduled)) {
      return true;
    }
    return (running && !ENDED.contains(status) && !WAITING.contains(status))
        || (scheduled && WAITING.contains(status));
  }

  /** A line with tabs between its fields, so that names may hold anything else. */
  static String line(JsonTree job) {
    return String.join(
        "\t",
        job.text("id"),
        job.text("status"),
        job.text("type"),
        TIME.format(Instant.ofEpochMilli(job.number("startMillis"))),
        duration(job.number("durationMillis")),
        job.text("name"),
        job.text("waitingFor"));
  }

  private static String duration(long millis) {
    return millis < 0 ? "" : String.format("%.1f s", millis / 1000.0);
  }

  static CommandLine parser(Console console) {
    return new CommandLine(new ListCommand(console));
  }
}
