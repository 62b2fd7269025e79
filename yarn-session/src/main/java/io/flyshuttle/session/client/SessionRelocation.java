// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.session.client;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Finds a session again whose ApplicationMaster does not answer any more: YARN starts another one
 * somewhere else, and the ResourceManager tells where.
 */
public final class SessionRelocation {
  private static final long PATIENCE_SECONDS = 180;
  private static final long POLL_MILLIS = 500;
  private static final int CONNECT_MILLIS = 2_000;

  private final SessionCluster cluster;
  private final String applicationId;
  private final Consumer<String> messages;

  /**
   * @param messages told what is being waited for, one line for people
   */
  public SessionRelocation(
      SessionCluster cluster, String applicationId, Consumer<String> messages) {
    this.cluster = cluster;
    this.applicationId = applicationId;
    this.messages = messages;
  }

  /** Where a session's ApplicationMaster serves. */
  public static String base(SessionReport session) {
    return "http://" + session.host() + ':' + session.port();
  }

  /**
   * Waits for an ApplicationMaster that answers.
   *
   * @param lost where none answered
   * @return where one answers now: another place, or the same if it was only unreachable
   * @throws FlyshuttleException SESSION_NOT_FOUND if the session has ended; APPLICATION_MASTER_LOST
   *     if none comes
   */
  String next(String lost) {
    boolean told = false;
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (System.nanoTime() < deadline) {
      SessionReport session =
          cluster
              .report(applicationId)
              .orElseThrow(
                  () ->
                      new FlyshuttleException(
                          ErrorCode.SESSION_NOT_FOUND,
                          "the ResourceManager does not know session "
                              + applicationId
                              + " any more"));
      if (session.hasEnded()) {
        throw new FlyshuttleException(
            ErrorCode.SESSION_NOT_FOUND,
            "session "
                + applicationId
                + " is gone: "
                + session.state()
                + ", final status "
                + session.finalStatus()
                + (session.diagnostics().isBlank()
                    ? ""
                    : " (" + YarnSessionCluster.oneLine(session.diagnostics().strip()) + ")"));
      }
      if (session.isServing() && answers(session)) {
        return base(session);
      }
      if (!told) {
        told = true;
        messages.accept(
            "The ApplicationMaster at " + lost + " does not answer; waiting for the next one");
      }
      try {
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    throw new FlyshuttleException(
        ErrorCode.APPLICATION_MASTER_LOST,
        "the ApplicationMaster of "
            + applicationId
            + " at "
            + lost
            + " was lost and none followed");
  }

  private static boolean answers(SessionReport session) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(session.host(), session.port()), CONNECT_MILLIS);
      return true;
    } catch (IOException e) {
      return false; // the ResourceManager has not noticed yet
    }
  }
}
