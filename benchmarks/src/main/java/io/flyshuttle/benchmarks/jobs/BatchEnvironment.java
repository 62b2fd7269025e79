// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.benchmarks.jobs;

import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.dataset.ExecutionEnvironment;

/** Where batch jobs run: in this JVM, with the same memory whatever the engine. */
final class BatchEnvironment {

  private BatchEnvironment() {}

  static ExecutionEnvironment with(int parallelism) {
    Configuration configuration = new Configuration();
    configuration.setString("taskmanager.memory.managed.size", "256m");
    ExecutionEnvironment env = ExecutionEnvironment.createLocalEnvironment(configuration);
    env.setParallelism(parallelism);
    env.getConfig().enableObjectReuse();
    return env;
  }
}
