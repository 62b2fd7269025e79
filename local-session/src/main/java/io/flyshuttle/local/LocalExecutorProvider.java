// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.local;

import io.flyshuttle.appmaster.schedule.ExecutionGraph;
import io.flyshuttle.appmaster.schedule.GraphCheck;
import io.flyshuttle.appmaster.schedule.SlotSharing;
import io.flyshuttle.core.client.JobClient;
import io.flyshuttle.core.client.JobExecutor;
import io.flyshuttle.core.client.JobExecutorProvider;
import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.option.Configuration;

/** Runs programs in this JVM; found by ServiceLoader. */
public final class LocalExecutorProvider implements JobExecutorProvider {

  @Override
  public JobExecutor create(Configuration configuration) {
    Configuration copy = new Configuration(configuration);
    return new JobExecutor() {
      @Override
      public JobClient submit(JobGraph graph) {
        GraphCheck.check(graph);
        int slots = SlotSharing.of(ExecutionGraph.expand(graph)).total();
        return LocalSessions.OF_PROCESS.submit(graph, LocalSettings.of(copy, slots));
      }

      @Override
      public int defaultParallelism() {
        return LocalSettings.defaultParallelism(copy);
      }

      @Override
      public Configuration configuration() {
        return copy;
      }

      @Override
      public boolean isOfProgram() {
        return true;
      }
    };
  }
}
