// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.session.cli;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.session.client.SessionCluster;
import io.flyshuttle.session.client.SessionReport;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Waiting for a session that was told to stop. */
final class SessionEnd {
  private static final long POLL_MILLIS = 100;
  private static final long TIMEOUT_MILLIS = 30_000;

  private SessionEnd() {}

  /** Returns when the ResourceManager shows the application as ended. */
  static SessionReport await(SessionCluster cluster, String applicationId)
      throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TIMEOUT_MILLIS);
    while (true) {
      Optional<SessionReport> report = cluster.report(applicationId);
      if (report.isPresent() && report.get().hasEnded()) {
        return report.get();
      }
      if (System.nanoTime() > deadline) {
        throw new FlyshuttleException(
            ErrorCode.TIMED_OUT,
            applicationId
                + " has not ended within "
                + TIMEOUT_MILLIS / 1000
                + " s; use stop-session --force");
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }
}
