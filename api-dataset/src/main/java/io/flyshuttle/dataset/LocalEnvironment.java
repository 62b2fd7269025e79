// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import io.flyshuttle.core.client.JobExecutor;
import io.flyshuttle.core.client.JobExecutors;
import io.flyshuttle.core.option.Configuration;

/** Runs programs in this JVM, even if they were started for a session. */
public class LocalEnvironment extends ExecutionEnvironment {

  public LocalEnvironment() {
    this(new Configuration());
  }

  public LocalEnvironment(Configuration config) {
    super(config);
  }

  @Override
  JobExecutor makeExecutor() {
    return JobExecutors.local(getConfiguration());
  }

  @Override
  public String toString() {
    return "Local Environment (parallelism = " + getParallelism() + ").";
  }
}
