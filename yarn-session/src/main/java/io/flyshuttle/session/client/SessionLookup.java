// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.session.client;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which session a command is for. The ResourceManager decides, every time: there is no file that
 * could be out of date.
 */
public final class SessionLookup {
  private final SessionCluster cluster;

  public SessionLookup(SessionCluster cluster) {
    this.cluster = cluster;
  }

  /**
   * The session with the given id; without an id the one session of this user.
   *
   * @param applicationId an id or null
   * @throws FlyshuttleException SESSION_NOT_FOUND with id and final state; SESSION_AMBIGUOUS naming
   *     all; SESSION_NOT_READY if it has not started yet
   */
  public SessionReport find(String applicationId) {
    SessionReport session = applicationId == null ? only() : named(applicationId);
    if (!session.isServing()) {
      throw new FlyshuttleException(
          ErrorCode.SESSION_NOT_READY,
          "session "
              + session.applicationId()
              + " is "
              + session.state()
              + " and takes no commands yet"
              + (session.diagnostics().isEmpty()
                  ? ""
                  : ": " + YarnSessionCluster.oneLine(session.diagnostics().strip())));
    }
    return session;
  }

  private SessionReport named(String applicationId) {
    SessionReport session =
        cluster
            .report(applicationId)
            .orElseThrow(
                () ->
                    new FlyshuttleException(
                        ErrorCode.SESSION_NOT_FOUND,
                        "the ResourceManager does not know " + applicationId + others("")));
    if (session.hasEnded()) {
      throw new FlyshuttleException(
          ErrorCode.SESSION_NOT_FOUND,
          "session "
              + applicationId
              + " is gone: "
              + session.state()
              + ", final status "
              + session.finalStatus()
              + reason(session)
              + others(applicationId));
    }
    return session;
  }

  private SessionReport only() {
    List<SessionReport> mine = new ArrayList<>();
    for (SessionReport session : cluster.sessions()) {
      if (session.user().equals(cluster.user()) && session.state().equals("RUNNING")) {
        mine.add(session);
      }
    }
    if (mine.isEmpty()) {
      for (SessionReport session : cluster.sessions()) {
        if (session.user().equals(cluster.user())) {
          mine.add(session);
        }
      }
    }
    if (mine.isEmpty()) {
      throw new FlyshuttleException(
          ErrorCode.SESSION_NOT_FOUND,
          "no session of user "
              + cluster.user()
              + " is running; start one with bin/yarn-session.sh -d");
    }
    if (mine.size() > 1) {
      throw new FlyshuttleException(
          ErrorCode.SESSION_AMBIGUOUS,
          mine.size() + " sessions are running, choose one with --session: " + names(mine));
    }
    return mine.get(0);
  }

  private String others(String applicationId) {
    List<SessionReport> running =
        cluster.sessions().stream()
            .filter(s -> s.user().equals(cluster.user()))
            .filter(s -> !s.applicationId().equals(applicationId))
            .toList();
    return running.isEmpty() ? "" : "; running: " + names(running);
  }

  private static String reason(SessionReport session) {
    String text = session.diagnostics().strip();
    return text.isEmpty() ? "" : " (" + YarnSessionCluster.oneLine(text) + ")";
  }

  private static String names(List<SessionReport> sessions) {
    return sessions.stream()
        .map(s -> s.applicationId() + " (\"" + s.name() + "\")")
        .collect(Collectors.joining(", "));
  }
}
