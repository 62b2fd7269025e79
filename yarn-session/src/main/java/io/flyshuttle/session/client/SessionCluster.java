// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.session.client;

import java.util.List;
import java.util.Optional;
import org.apache.hadoop.yarn.api.records.ApplicationSubmissionContext;

/**
 * What a client asks of a cluster's ResourceManager. Calls block; failures are {@link
 * io.flyshuttle.core.fault.FlyshuttleException}, with CLUSTER_UNREACHABLE if nobody answers.
 */
public interface SessionCluster extends AutoCloseable {
  /** The application type by which sessions are found. */
  String APPLICATION_TYPE = "Flyshuttle";

  /** The tag that every session carries. */
  String SESSION_TAG = "flyshuttle-session";

  /**
   * A place for a new application.
   *
   * @param applicationId its id
   * @param largestMegabytes memory of the largest container that the cluster grants
   * @param largestCores cores of the same
   */
  record NewApplication(String applicationId, long largestMegabytes, int largestCores) {}

  /**
   * A queue.
   *
   * @param name full name
   * @param running whether it takes applications
   * @param leaf whether applications can run in it
   */
  record Queue(String name, boolean running, boolean leaf) {}

  /** Sessions that have not ended, of all users that the caller may see. */
  List<SessionReport> sessions();

  /** One application, of any state; empty if the ResourceManager does not know it. */
  Optional<SessionReport> report(String applicationId);

  /** Reserves an id. */
  NewApplication newApplication();

  /** A queue; empty if there is none of that name. */
  Optional<Queue> queue(String name);

  /** All queues in which applications can run. */
  List<Queue> queues();

  /** Submits; returns when the ResourceManager has taken note. */
  void submit(ApplicationSubmissionContext submission);

  /** Ends an application. */
  void kill(String applicationId, String reason);

  /** On a cluster with security: who renews tokens for as long as an application runs. */
  String tokenRenewer();

  /** The user as the cluster knows it. */
  String user();

  @Override
  void close();
}
