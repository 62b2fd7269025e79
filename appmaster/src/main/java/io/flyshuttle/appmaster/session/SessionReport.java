// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.session;

import io.flyshuttle.core.job.JobID;
import io.flyshuttle.core.job.JobStatus;
import io.flyshuttle.protocol.message.WorkerInfo;
import java.util.List;
import java.util.Map;

/** What can be told about a session: read-only records. */
public final class SessionReport {
  private SessionReport() {}

  /** The session in one record; memory is that of all workers. */
  public record Overview(
      String session,
      boolean stopping,
      long startMillis,
      int workers,
      int workersWanted,
      int slotsTotal,
      int slotsFree,
      long managedMemoryBytes,
      long networkMemoryBytes,
      long heapBytes,
      Map<JobStatus, Integer> jobs) {}

  /** A registered worker. */
  public record WorkerLine(
      WorkerInfo info, int slotsFree, long lastHeardMillis, List<JobID> jobs) {}
}
