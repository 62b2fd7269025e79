// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.session.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.yarn.api.records.ApplicationSubmissionContext;

/** A ResourceManager in memory: applications as the test puts them, submissions remembered. */
public final class FakeSessionCluster implements SessionCluster {
  private final Map<String, SessionReport> reports = new LinkedHashMap<>();
  private final Map<String, Queue> queues = new LinkedHashMap<>();
  public final List<ApplicationSubmissionContext> submissions = new ArrayList<>();
  public final List<String> killed = new ArrayList<>();
  public String stateAfterSubmit = "RUNNING";
  public String diagnosticsAfterSubmit = "";

  public FakeSessionCluster() {
    queues.put("default", new Queue("default", true, true));
    queues.put("stopped", new Queue("stopped", false, true));
    queues.put("parent", new Queue("parent", true, false));
  }

  public FakeSessionCluster with(String id, String user, String state, String finalStatus) {
    reports.put(id, report(id, user, state, finalStatus, ""));
    return this;
  }

  static SessionReport report(
      String id, String user, String state, String finalStatus, String diagnostics) {
    boolean running = state.equals("RUNNING");
    return new SessionReport(
        id,
        "session of " + user,
        user,
        "default",
        state,
        finalStatus,
        diagnostics,
        running ? "host" : "",
        running ? 4711 : -1,
        "http://rm/proxy/" + id,
        Set.of(SESSION_TAG),
        1,
        2,
        2048);
  }

  @Override
  public List<SessionReport> sessions() {
    return reports.values().stream().filter(report -> !report.hasEnded()).toList();
  }

  @Override
  public Optional<SessionReport> report(String applicationId) {
    return Optional.ofNullable(reports.get(applicationId));
  }

  @Override
  public NewApplication newApplication() {
    return new NewApplication("application_1_0007", 8192, 4);
  }

  @Override
  public Optional<Queue> queue(String name) {
    return Optional.ofNullable(queues.get(name));
  }

  @Override
  public List<Queue> queues() {
    return queues.values().stream().filter(Queue::leaf).toList();
  }

  @Override
  public void submit(ApplicationSubmissionContext submission) {
    submissions.add(submission);
    String id = submission.getApplicationId().toString();
    reports.put(id, report(id, user(), stateAfterSubmit, "UNDEFINED", diagnosticsAfterSubmit));
  }

  @Override
  public void kill(String applicationId, String reason) {
    killed.add(applicationId);
  }

  @Override
  public String tokenRenewer() {
    return "yarn/localhost@EXAMPLE.COM";
  }

  @Override
  public String user() {
    return "anna";
  }

  @Override
  public void close() {}
}
