// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Shows the logs of containers when a test fails; lets no application outlive its test class, but
 * for the shared session.
 */
final class ClusterWatch implements TestWatcher, BeforeAllCallback, AfterAllCallback {

  @Override
  public void testFailed(ExtensionContext context, Throwable cause) {
    System.err.println("=== container logs of the failed test " + context.getDisplayName());
    System.err.println(Cluster.get().containerLogs());
    // a job may still run in it
    Session.stopShared();
  }

  /** Closed after the last test of the JVM. */
  @Override
  public void beforeAll(ExtensionContext context) {
    context
        .getRoot()
        .getStore(ExtensionContext.Namespace.GLOBAL)
        .getOrComputeIfAbsent(
            ClusterWatch.class,
            key -> (ExtensionContext.Store.CloseableResource) ClusterWatch::stop);
    if (!isShared(context)) {
      Session.stopShared();
    }
  }

  private static void stop() throws IOException {
    Session.stopShared();
    Cluster.stopShared();
    Distribution.removeUnpacked();
  }

  private static boolean isShared(ExtensionContext context) {
    return context.getRequiredTestClass().isAnnotationPresent(SharedSession.class);
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    if (Distribution.tar().isEmpty() || isShared(context)) {
      return;
    }
    Cluster cluster = Cluster.get();
    List<ApplicationReport> left = cluster.aliveApplications();
    for (ApplicationReport report : left) {
      cluster.yarn().killApplication(report.getApplicationId());
    }
    Await.until("all applications have ended", 300, () -> cluster.aliveApplications().isEmpty());
    Await.until("all containers have ended", 300, () -> cluster.processes("container_").isEmpty());
  }
}
