// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.session.cli;

import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.session.client.SessionClient;
import io.flyshuttle.session.client.SessionCluster;
import io.flyshuttle.session.client.SessionLookup;
import io.flyshuttle.session.client.SessionReport;
import io.flyshuttle.session.deploy.Installation;
import io.flyshuttle.session.deploy.Staging;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code flyshuttle stop-session}. */
@Command(
    name = "stop-session",
    description = "Cancels the jobs of a session, ends it, and removes its files.",
    usageHelpAutoWidth = true,
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class StopSessionCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(StopSessionCommand.class);

  @Parameters(
      paramLabel = "ID",
      arity = "0..1",
      description = "application id; needed only if several sessions are running")
  private String positional;

  @Option(
      names = {"-yid", "--session", "--yarnapplicationId", "-id", "--applicationId"},
      paramLabel = "ID",
      description = "the same as an option")
  private String applicationId;

  @Option(
      names = {"-f", "--force"},
      description = "kill it through YARN if it does not answer")
  private boolean force;

  @Option(
      names = {"-D"},
      paramLabel = "KEY=VALUE",
      description = "a setting, before the one in conf/flyshuttle.yaml")
  private Map<String, String> dynamic = new LinkedHashMap<>();

  private final Console console;

  StopSessionCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Configuration configuration = Settings.load(Installation.current(), dynamic);
    String id = applicationId != null ? applicationId : positional;
    try (SessionCluster cluster = HadoopAccess.cluster()) {
      Staging staging = Staging.of(HadoopAccess.configuration(), configuration);
      String found;
      try {
        SessionReport session = new SessionLookup(cluster).find(id);
        found = session.applicationId();
        new SessionClient(SessionCommand.base(session), staging.secret(found))
            .stop("flyshuttle stop-session");
      } catch (FlyshuttleException e) {
        if (!force || id == null) {
          throw e;
        }
        LOG.info("The session does not answer; killed through YARN", e);
        cluster.kill(id, "flyshuttle stop-session --force");
        found = id;
      }
      SessionReport end = SessionEnd.await(cluster, found);
      // its ApplicationMaster does this when it ends by itself
      staging.remove(staging.sessionDirectory(found));
      console.result("application.id", found);
      console.result("application.state", end.state());
      return ExitStatus.OK;
    }
  }

  static CommandLine parser(Console console) {
    return new CommandLine(new StopSessionCommand(console));
  }
}
