// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.job;

import io.flyshuttle.core.job.JobID;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log where a job's backpressure starts, once it has lasted, and when that changes. */
final class BottleneckLog {
  private static final Logger LOG = LoggerFactory.getLogger(BottleneckLog.class);

  /** In so many looks one after the other it must be there. */
  private static final int PATIENCE = 5;

  private final JobID job;
  private Set<String> seen = Set.of();
  private Set<String> told = Set.of();
  private int looks;

  BottleneckLog(JobID job) {
    this.job = job;
  }

  /** Called every now and then with what is found. */
  void look(List<JobReport.Bottleneck> found) {
    Set<String> now =
        found.stream().map(JobReport.Bottleneck::vertex).collect(Collectors.toUnmodifiableSet());
    looks = now.equals(seen) ? looks + 1 : 1;
    seen = now;
    if (looks < PATIENCE || now.equals(told)) {
      return;
    }
    told = now;
    if (found.isEmpty()) {
      LOG.info("Job {}: no backpressure any more", job);
    } else {
      LOG.info(
          "Job {}: {}",
          job,
          found.stream().map(JobReport.Bottleneck::message).collect(Collectors.joining("; ")));
    }
  }
}
