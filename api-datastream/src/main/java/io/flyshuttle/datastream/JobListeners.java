// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import io.flyshuttle.core.client.JobClient;
import io.flyshuttle.core.client.JobListener;
import io.flyshuttle.core.job.JobExecutionResult;
import java.util.ArrayList;
import java.util.List;

/** Those that want to know of an environment's jobs. */
final class JobListeners {
  private final List<JobListener> listeners = new ArrayList<>();

  void add(JobListener listener) {
    listeners.add(listener);
  }

  void clear() {
    listeners.clear();
  }

  List<JobListener> all() {
    return listeners;
  }

  /** One of the two is null. */
  void submitted(JobClient client, Throwable failure) {
    for (JobListener listener : listeners) {
      listener.onJobSubmitted(client, failure);
    }
  }

  /** One of the two is null. */
  void executed(JobExecutionResult result, Throwable failure) {
    for (JobListener listener : listeners) {
      listener.onJobExecuted(result, failure);
    }
  }
}
