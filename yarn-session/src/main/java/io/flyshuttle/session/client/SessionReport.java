// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.session.client;

import java.util.Set;

/**
 * What the ResourceManager says of a session.
 *
 * @param applicationId the application
 * @param name its name
 * @param user who started it
 * @param queue where it runs
 * @param state NEW, SUBMITTED, ACCEPTED, RUNNING, FINISHED, FAILED, KILLED
 * @param finalStatus SUCCEEDED, FAILED, KILLED, or UNDEFINED before its end
 * @param diagnostics why it ended or does not start; may be empty
 * @param host of the ApplicationMaster; empty before it has registered
 * @param port of its web server; -1 before it has registered
 * @param trackingUrl where people see it, through YARN's proxy; may be empty
 * @param tags its tags
 * @param startedMillis when it was submitted, milliseconds since 1970
 * @param containers how many containers it holds
 * @param memoryMegabytes memory of these
 */
public record SessionReport(
    String applicationId,
    String name,
    String user,
    String queue,
    String state,
    String finalStatus,
    String diagnostics,
    String host,
    int port,
    String trackingUrl,
    Set<String> tags,
    long startedMillis,
    int containers,
    long memoryMegabytes) {

  /** Whether no other state follows. */
  public boolean hasEnded() {
    return switch (state) {
      case "FINISHED", "FAILED", "KILLED" -> true;
      default -> false;
    };
  }

  /** Whether the ApplicationMaster can be talked to. */
  public boolean isServing() {
    return state.equals("RUNNING") && !host.isEmpty() && port > 0;
  }
}
