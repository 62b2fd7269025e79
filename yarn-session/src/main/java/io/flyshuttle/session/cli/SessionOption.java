// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.session.cli;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.session.client.SessionClient;
import io.flyshuttle.session.client.SessionCluster;
import io.flyshuttle.session.client.SessionLookup;
import io.flyshuttle.session.client.SessionRelocation;
import io.flyshuttle.session.client.SessionReport;
import io.flyshuttle.session.deploy.Installation;
import io.flyshuttle.session.deploy.Staging;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Options of all commands that talk with a session. */
final class SessionOption {
  @Option(
      names = {"-yid", "--session", "--yarnapplicationId"},
      paramLabel = "ID",
      description = "application id of the session; needed only if several are running")
  private String applicationId;

  @Option(
      names = {"-D", "-yD"},
      paramLabel = "KEY=VALUE",
      description = "a setting, before the one in conf/flyshuttle.yaml")
  private Map<String, String> dynamic = new LinkedHashMap<>();

  /** The application id given, or null. */
  String applicationId() {
    return applicationId;
  }

  /** The same as the option, by another way of the command line. */
  void choose(String id) {
    if (applicationId != null && !applicationId.equals(id)) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_COMMAND_LINE,
          "two sessions are named: " + applicationId + " and " + id);
    }
    applicationId = id;
  }

  Configuration configuration() {
    return Settings.load(Installation.current(), dynamic);
  }

  /** Finds the session, and its secret. */
  Connection connect(SessionCluster cluster, Configuration configuration) {
    return connect(cluster, Staging.of(HadoopAccess.configuration(), configuration));
  }

  /** Finds the session, and its secret. */
  Connection connect(SessionCluster cluster, Staging staging) {
    SessionReport session = new SessionLookup(cluster).find(applicationId);
    String secret = staging.secret(session.applicationId());
    return new Connection(
        session,
        new SessionClient(
            SessionRelocation.base(session),
            secret,
            new SessionRelocation(cluster, session.applicationId(), System.err::println)),
        staging);
  }

  /**
   * A session that was found.
   *
   * @param report what the ResourceManager says of it
   * @param client calls to it
   * @param staging its files
   */
  record Connection(SessionReport report, SessionClient client, Staging staging) {}
}
