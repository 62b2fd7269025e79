// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.session.cli;

import io.flyshuttle.core.option.ConfigOption;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.option.JobManagerOptions;
import io.flyshuttle.core.option.TaskManagerOptions;
import io.flyshuttle.core.option.YarnOptions;
import io.flyshuttle.session.client.SessionClient;
import io.flyshuttle.session.client.SessionCluster;
import io.flyshuttle.session.client.SessionLookup;
import io.flyshuttle.session.client.SessionReport;
import io.flyshuttle.session.deploy.Installation;
import io.flyshuttle.session.deploy.SessionDeployer;
import io.flyshuttle.session.deploy.Staging;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bin/yarn-session.sh}: starts a session and, attached, stays with it. */
@Command(
    name = "yarn-session.sh",
    description = "Starts a session on YARN that runs jobs until it is stopped.",
    sortOptions = false,
    usageHelpAutoWidth = true,
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class SessionCommand implements Callable<Integer> {
  private static final long WATCH_SECONDS = 5;

  @Option(
      names = {"-n", "--container", "--containers"},
      paramLabel = "N",
      description = "workers to start at once and to keep; further ones come when jobs need slots")
  private Integer containers;

  @Option(
      names = {"-jm", "--jobManagerMemory"},
      paramLabel = "SIZE",
      description = "memory of the ApplicationMaster's container: MB, or 4g, 512m")
  private String jobManagerMemory;

  @Option(
      names = {"-tm", "--taskManagerMemory"},
      paramLabel = "SIZE",
      description = "memory of a worker's container: MB, or 4g, 512m")
  private String taskManagerMemory;

  @Option(
      names = {"-s", "--slots"},
      paramLabel = "N",
      description = "slots per worker")
  private Integer slots;

  @Option(
      names = {"-j", "--jar", "--jars"},
      paramLabel = "FILE",
      split = ",",
      description = "further jars for every container, separated by commas")
  private List<Path> jars = new ArrayList<>();

  @Option(
      names = {"-t", "--ship"},
      paramLabel = "PATH",
      split = ",",
      description = "further files or directories for every container")
  private List<Path> ship = new ArrayList<>();

  @Option(
      names = {"-d", "--detached"},
      description = "end as soon as the session takes jobs")
  private boolean detached;

  @Option(
      names = {"-nm", "--name"},
      paramLabel = "NAME",
      description = "name of the application")
  private String name;

  @Option(
      names = {"-qu", "--queue"},
      paramLabel = "QUEUE",
      description = "YARN queue")
  private String queue;

  @Option(
      names = {"-at", "--tags"},
      paramLabel = "TAG",
      split = ",",
      description = "tags of the application")
  private List<String> tags = new ArrayList<>();

  @Option(
      names = {"-nl", "--nodeLabel"},
      paramLabel = "LABEL",
      description = "node label of all containers")
  private String nodeLabel;

  @Option(
      names = {"-p", "--priority"},
      paramLabel = "N",
      description = "priority of the application in its queue")
  private Integer priority;

  @Option(
      names = {"-id", "--applicationId"},
      paramLabel = "ID",
      description = "attach to a running session in place of starting one")
  private String applicationId;

  @Option(
      names = {"-D"},
      paramLabel = "KEY=VALUE",
      description = "a setting, before the one in conf/flyshuttle.yaml")
  private Map<String, String> dynamic = new LinkedHashMap<>();

  @Option(
      names = {"-w", "--startTimeout"},
      paramLabel = "SECONDS",
      description = "how long to wait for the ApplicationMaster (default: ${DEFAULT-VALUE})")
  private int startTimeoutSeconds = 120;

  private final Console console;

  SessionCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Installation installation = Installation.current();
    Configuration configuration = configuration(installation);
    try (SessionCluster cluster = HadoopAccess.cluster()) {
      SessionReport session;
      Staging staging = Staging.of(HadoopAccess.configuration(), configuration);
      if (applicationId != null) {
        session = new SessionLookup(cluster).find(applicationId);
      } else {
        session =
            new SessionDeployer(
                    cluster,
                    staging,
                    installation,
                    TimeUnit.SECONDS.toMillis(startTimeoutSeconds),
                    news -> console.say("Waiting: %s", news))
                .start(configuration, SchedulerTags.ofEnvironment());
      }
      // what scripts want to know, in a form that java.util.Properties reads
      console.result("application.id", session.applicationId());
      console.result("tracking.url", session.trackingUrl());
      console.say(
          "Session \"%s\" is up: %s in queue %s, AM at %s:%d",
          session.name(), session.applicationId(), session.queue(), session.host(), session.port());
      if (detached) {
        console.say("It runs until bin/flyshuttle stop-session %s", session.applicationId());
        return ExitStatus.OK;
      }
      return stay(cluster, staging, session);
    }
  }

  /** The configuration with the options of this command line in it. */
  Configuration configuration(Installation installation) {
    Configuration configuration = Settings.load(installation, dynamic);
    set(configuration, YarnOptions.CONTAINERS, containers);
    set(configuration, JobManagerOptions.TOTAL_PROCESS_MEMORY, jobManagerMemory);
    set(configuration, TaskManagerOptions.TOTAL_PROCESS_MEMORY, taskManagerMemory);
    set(configuration, TaskManagerOptions.NUM_TASK_SLOTS, slots);
    set(configuration, YarnOptions.APPLICATION_NAME, name);
    set(configuration, YarnOptions.APPLICATION_QUEUE, queue);
    set(configuration, YarnOptions.APPLICATION_NODE_LABEL, nodeLabel);
    set(configuration, YarnOptions.APPLICATION_PRIORITY, priority);
    Set<String> allTags = new LinkedHashSet<>(tags);
    String configured = configuration.get(YarnOptions.APPLICATION_TAGS);
    if (!configured.isEmpty()) {
      allTags.addAll(List.of(configured.split(",")));
    }
    configuration.set(YarnOptions.APPLICATION_TAGS, String.join(",", allTags));
    List<String> shipped = new ArrayList<>(configuration.get(YarnOptions.SHIP_FILES));
    jars.forEach(jar -> shipped.add(jar.toString()));
    ship.forEach(path -> shipped.add(path.toString()));
    if (!shipped.isEmpty()) {
      configuration.set(YarnOptions.SHIP_FILES, shipped);
    }
    return configuration;
  }

  private static void set(Configuration configuration, ConfigOption<?> option, Object value) {
    if (value != null) {
      for (String other : option.fallbackKeys()) {
        configuration.removeKey(other);
      }
      configuration.setString(option.key(), value.toString());
    }
  }

  /**
   * Watches the session until it ends. Ctrl-C stops it; any other end of this process leaves it
   * alone: jobs do not hang on a terminal.
   */
  private int stay(SessionCluster cluster, Staging staging, SessionReport session)
      throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);
    sun.misc.Signal.handle(new sun.misc.Signal("INT"), signal -> interrupted.countDown());
    console.say("Press Ctrl-C to stop the session");
    while (true) {
      if (interrupted.await(WATCH_SECONDS, TimeUnit.SECONDS)) {
        console.say("Stopping %s", session.applicationId());
        new SessionClient(base(session), staging.secret(session.applicationId()))
            .stop("stopped by the session client");
        SessionEnd.await(cluster, session.applicationId());
        return ExitStatus.OK;
      }
      Optional<SessionReport> now = cluster.report(session.applicationId());
      if (now.isEmpty() || now.get().hasEnded()) {
        String status = now.map(SessionReport::finalStatus).orElse("unknown");
        console.say("Session %s has ended: %s", session.applicationId(), status);
        now.map(SessionReport::diagnostics).filter(d -> !d.isBlank()).ifPresent(console::say);
        return status.equals("SUCCEEDED") ? ExitStatus.OK : ExitStatus.SESSION;
      }
    }
  }

  static String base(SessionReport session) {
    return "http://" + session.host() + ':' + session.port();
  }

  /** The parser of this command. */
  static CommandLine parser(Console console) {
    return new CommandLine(new SessionCommand(console));
  }
}
